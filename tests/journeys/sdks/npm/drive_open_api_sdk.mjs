// @open-dy/open_api_sdk as a mini app's server uses it. Its host and HTTPS are written in it, and it asks for no
// certificate: whatever it opens is opened to the emulator.

import https from 'node:https';
import { credentials, sdk, speak } from '../merchant.mjs';

const here = new URL(process.env.EMULATOR_TLS_BASE_URL);
const request = https.request;
https.request = (wishes, then) => request({ ...wishes, host: here.hostname, hostname: here.hostname, port: here.port }, then);

const Sdk = sdk('@open-dy/open_api_sdk');
const known = credentials().douyin;
const client = new Sdk.default({ clientKey: known.client_key, clientSecret: known.client_secret });

// Calls `urlGenerateSchema` with an `UrlGenerateSchemaRequest`, and so on.
async function call({ name, ...wishes }) {
  const kind = `${name[0].toUpperCase()}${name.slice(1)}Request`;
  return JSON.parse(JSON.stringify(await client[name](new Sdk[kind](wishes))));
}

await speak({ call });
