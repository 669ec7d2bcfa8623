// wechatpay-axios-plugin as a merchant uses it; `baseURL` is the only thing changed.

import { BASE, Merchant, credentials, sdk, speak } from '../merchant.mjs';

const { Wechatpay, Rsa, Aes, Formatter } = sdk('wechatpay-axios-plugin');
const known = () => credentials().wechatpay;

let client;
let certs;

const door = await new Merchant(judge, [204, ''], [401, '{"code":"FAIL","message":"verify"}']).opened();

// The SDK verifies and decrypts a callback by these functions; its guide puts them together so.
function judge(headers, body) {
  const stamp = headers['wechatpay-timestamp'];
  if (Math.abs(Formatter.timestamp() - Number(stamp)) > 300) throw new Error('the callback is old');
  const signed = Formatter.response(stamp, headers['wechatpay-nonce'], body);
  if (!Rsa.verify(signed, headers['wechatpay-signature'], certs[headers['wechatpay-serial']])) return null;
  const notice = JSON.parse(body);
  const { ciphertext, nonce, associated_data: aad } = notice.resource;
  return { ...notice, resource: JSON.parse(Aes.AesGcm.decrypt(ciphertext, known().apiv3_key, nonce, aad)) };
}

// Make a client that holds the platform's certificate, its public key, or both.
function open({ mode, ...changed }) {
  const now = known();
  const held = {
    certificate: { [now.platform_cert_serial]: now.platform_cert_pem },
    public_key: { [now.platform_public_key_id]: now.platform_public_key_pem },
  };
  const texts = mode === 'both' ? { ...held.certificate, ...held.public_key } : held[mode];
  certs = Object.fromEntries(Object.entries(texts).map(([serial, pem]) => [serial, Rsa.from(pem, Rsa.KEY_TYPE_PUBLIC)]));
  client = new Wechatpay({
    mchid: now.mchid,
    serial: now.merchant_cert_serial,
    privateKey: now.merchant_private_key_pem,
    certs,
    baseURL: BASE,
    // What tells the platform by which key it is to sign.
    headers: mode === 'public_key' ? { 'Wechatpay-Serial': now.platform_public_key_id } : {},
    ...changed,
  });
}

// Answers with the status and the body; what is no answer of the platform's is raised.
async function answered(promise) {
  try {
    const { status, data } = await promise;
    return [status, data || null];
  } catch (error) {
    if (String(error.code).startsWith('EV3_') || !error.response) throw error;
    return [error.response.status, error.response.data];
  }
}

await speak({
  open,
  pay: ({ product, ...body }) => {
    const { appid, mchid } = known();
    const told = product === 'codepay' ? {} : { notify_url: door.url };
    return answered(client.v3.pay.transactions[product].post({ appid, mchid, ...told, ...body }));
  },
  query: ({ out_trade_no: number, transaction_id: id }) => {
    const params = { mchid: known().mchid };
    const { outTradeNo, id: byId } = client.v3.pay.transactions;
    const asked = number
      ? outTradeNo.$out_trade_no$.get({ params, out_trade_no: number })
      : byId._transaction_id_.get({ params, transaction_id: id });
    return answered(asked);
  },
  close: ({ out_trade_no: number }) => {
    const { outTradeNo } = client.v3.pay.transactions;
    return answered(outTradeNo.$out_trade_no$.close.post({ mchid: known().mchid }, { out_trade_no: number }));
  },
  reverse: ({ out_trade_no: number }) => {
    const { appid, mchid } = known();
    const { outTradeNo } = client.v3.pay.transactions;
    return answered(outTradeNo.$out_trade_no$.reverse.post({ appid, mchid }, { out_trade_no: number }));
  },
  refund: (body) => answered(client.v3.refund.domestic.refunds.post({ notify_url: door.url, ...body })),
  query_refund: ({ out_refund_no: number }) =>
    answered(client.v3.refund.domestic.refunds.$out_refund_no$.get({ out_refund_no: number })),
  // Downloads and decrypts the certificates, as the SDK's own tool does.
  certificates: async () => {
    const { data } = await client.v3.certificates.get();
    const key = known().apiv3_key;
    return data.data.map(({ serial_no: serial, encrypt_certificate: kept }) => [
      serial,
      Aes.AesGcm.decrypt(kept.ciphertext, key, kept.nonce, kept.associated_data),
    ]);
  },
  // What the shop's page gives to WeChat's script, signed by the SDK.
  page_call: ({ prepay_id: id }) => {
    const now = known();
    const named = { appId: now.appid, timeStamp: `${Formatter.timestamp()}`, nonceStr: Formatter.nonce() };
    const paid = { ...named, package: `prepay_id=${id}` };
    const signed = Formatter.joinedByLineFeed(paid.appId, paid.timeStamp, paid.nonceStr, paid.package);
    return JSON.stringify({ ...paid, signType: 'RSA', paySign: Rsa.sign(signed, now.merchant_private_key_pem) });
  },
  heard: (wishes) => door.heard(wishes),
  forget: () => door.forget(),
  busy: (wishes) => door.busy(wishes),
});
