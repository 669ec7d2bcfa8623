// alipay-sdk as a merchant uses it; its gateway and endpoint are the only things changed.

import { BASE, Merchant, credentials, sdk, speak } from '../merchant.mjs';

const { AlipaySdk } = sdk('alipay-sdk');
const fields = (text) => Object.fromEntries(new URLSearchParams(text));
const named = (call) => `alipay.trade.${call.replaceAll('_', '.')}`;

let client;
let isRest = false;

const door = await new Merchant(
  (_, body) => (client.checkNotifySignV2(fields(body)) ? fields(body) : null),
  [200, 'success'],
  [200, 'failure'],
).opened();

// Make a client: RSA2, RSA, certificates, REST (OpenAPI 3) or REST certificates.
function open({ mode, ...changed }) {
  const known = credentials().alipay;
  isRest = mode.startsWith('REST');
  const keys = mode.endsWith('certificates')
    ? {
        privateKey: known.app_private_key_pkcs1_pem,
        appCertContent: known.app_cert_pem,
        alipayPublicCertContent: known.alipay_cert_pem,
        alipayRootCertContent: known.alipay_root_cert_pem,
      }
    : {
        privateKey: known.app_private_key_pkcs8_pem,
        keyType: 'PKCS8',
        alipayPublicKey: known.alipay_public_key_pem,
      };
  client = new AlipaySdk({
    appId: known.app_id,
    gateway: `${BASE}/gateway.do`,
    endpoint: BASE,
    encryptKey: known.encrypt_key,
    signType: mode === 'RSA' ? 'RSA' : 'RSA2',
    camelcase: false,
    ...keys,
    ...changed,
  });
}

// Call the gateway, the answer's signature checked.
function ask({ call, ...bizContent }) {
  if (isRest) return rest(call, bizContent);
  return client.exec(named(call), { notifyUrl: door.url, bizContent }, { validateSign: true });
}

// OpenAPI 3 answers errors by status; they are told in the words of OpenAPI 2.
async function rest(call, bizContent, needEncrypt = false) {
  const path = `/v3/${named(call).replaceAll('.', '/')}`;
  const body = { notify_url: door.url, ...bizContent };
  try {
    const { data } = await client.curl('POST', path, { body, needEncrypt });
    return { ...data, code: '10000' };
  } catch (error) {
    if (!error.responseHttpStatus) throw error;
    return { code: String(error.responseHttpStatus), sub_code: error.code, sub_msg: error.message };
  }
}

// The same with the content encrypted; of OpenAPI 2 this SDK cannot check the signature of such an answer.
function asked_in_secret({ call, ...bizContent }) {
  if (isRest) return rest(call, bizContent, true);
  return client.exec(named(call), { notifyUrl: door.url, bizContent, needEncrypt: true });
}

function link({ call, return_url: returnUrl, ...bizContent }) {
  const wishes = { bizContent, notifyUrl: door.url };
  if (call === 'app_pay') return client.sdkExecute(named(call), wishes);
  return client.pageExecute(named(call), 'GET', { ...wishes, returnUrl });
}

// The form that sends the payer's browser to the cashier, as a link.
function page({ call, ...bizContent }) {
  const shown = client.pageExecute(named(call), 'POST', { bizContent, notifyUrl: door.url });
  const [, action] = shown.match(/action="([^"]+)"/);
  const inputs = [...shown.matchAll(/name="(\w+)" value="([^"]*)"/g)];
  const sent = inputs.map(([, name, text]) => [name, text.replaceAll('&quot;', '"')]);
  return `${action}&${new URLSearchParams(sent)}`;
}

await speak({
  open,
  ask,
  asked_in_secret,
  link,
  page,
  returned: ({ url }) => client.checkNotifySign(fields(new URL(url).search)),
  heard: (wishes) => door.heard(wishes),
  forget: () => door.forget(),
  busy: (wishes) => door.busy(wishes),
});
