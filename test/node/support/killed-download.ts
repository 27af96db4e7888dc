/** Run as a process of its own: dies in the middle of a download, without a chance to tidy up. */
import { saveTo } from '../../../src/node/index.js';
import { bytesOf, FakeDownload } from './fake-download.js';

const die = () => process.kill(process.pid, 'SIGKILL');
const download = new FakeDownload({ content: bytesOf(12 * 2 ** 20), after: 10 * 2 ** 20, ending: die });
await saveTo(download.promise, process.argv[2] ?? '', { resume: true });
