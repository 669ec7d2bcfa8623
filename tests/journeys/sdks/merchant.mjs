// What a merchant's program has beside its SDK, as `merchant.py`: a door for callbacks, and a talk with the test.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

export const BASE = process.env.EMULATOR_BASE_URL;
export const sdk = createRequire(`${process.env.SDK_FOLDER}/`);
const PATIENCE = 15_000;

export const credentials = () => JSON.parse(readFileSync(process.env.EMULATOR_CREDENTIALS, 'utf8'));

const told = (error) => `${error?.code ?? error?.name ?? 'Error'}: ${error?.message ?? error}`;

// A door on loopback: whatever comes is given to `judge`, which asks the SDK; what it says is kept.
export class Merchant {
  constructor(judge, taken, refused) {
    Object.assign(this, { judge, taken, refused, kept: [], waiting: [], isBusy: false });
  }

  async opened() {
    const server = createServer((request, response) => this.#take(request, response));
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${server.address().port}/notify`;
    return this;
  }

  heard({ count }) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${this.kept.length} callbacks of ${count}`)), PATIENCE);
      this.waiting.push(() => this.kept.length >= count && (clearTimeout(late), resolve([...this.kept]), true));
      this.#look();
    });
  }

  forget() {
    this.kept.length = 0;
  }

  busy({ now }) {
    this.isBusy = now;
  }

  async #take(request, response) {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    const note = { headers: request.headers, body, taken: null };
    try {
      note.taken = this.judge(request.headers, body);
    } catch (error) {
      note.raised = told(error);
    }
    const [status, answer] = this.isBusy || !note.taken ? this.refused : this.taken;
    response.writeHead(status, { 'content-length': Buffer.byteLength(answer) }).end(answer);
    this.kept.push(note);
    this.#look();
  }

  #look() {
    this.waiting = this.waiting.filter((ready) => !ready());
  }
}

// Do the steps that the test asks for, each a function of `steps`, until it falls silent.
export async function speak(steps) {
  console.log = console.info = console.error; // SDKs print
  for await (const line of createInterface({ input: process.stdin })) {
    const { step, with: wishes } = JSON.parse(line);
    let answer;
    try {
      answer = { gave: (await steps[step](wishes)) ?? null };
    } catch (error) {
      answer = { raised: told(error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  process.exit(0);
}
