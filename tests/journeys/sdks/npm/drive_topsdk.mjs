// topsdk (npm) as a shop's server uses it; the gateway's address is an argument of its own.

import { BASE, credentials, sdk, speak } from '../merchant.mjs';

const TopClient = sdk('topsdk');

async function call({ method, app = {}, ...wishes }) {
  const known = credentials().taobao;
  const { app_key: key, app_secret: secret } = { ...known, ...app };
  try {
    return await new TopClient(key, secret, `${BASE}/router/rest`, { useValidators: false }).execute(method, wishes);
  } catch (error) {
    if (!error.code) throw error;
    return { code: error.code, msg: error.message, sub_msg: error.sub_msg ?? null };
  }
}

await speak({ call });
