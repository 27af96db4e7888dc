import { CodeOcean } from 'research-compute/code-ocean';

// Uploads what is made while it is sent, in a process of its own: a test runner's memory would drown out the client's.
const [url = '', mebibytes = '0'] = process.argv.slice(2);
const MIB = 2 ** 20;
const CHUNK = 65_536;
const co = new CodeOcean({ domain: url, token: 'cop_x' });
await co.request('POST', '/warm-up', { body: { size: 0 } });

const before = process.memoryUsage.rss();
let peak = before;

async function* bytes(): AsyncGenerator<Uint8Array> {
  for (let left = Number(mebibytes) * MIB; left > 0; left -= CHUNK) {
    await Promise.resolve();
    yield new Uint8Array(CHUNK).fill(left & 255);
    peak = Math.max(peak, process.memoryUsage.rss());
  }
}

await co.request('POST', '/upload', { body: bytes() });
console.log(JSON.stringify({ growth: Math.round((peak - before) / MIB) }));
