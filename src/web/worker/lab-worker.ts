import { Lab } from './lab.ts';
import type { LabAnswer, LabMessage } from './messages.ts';

/** The thread in which scenarios run. Whatever it says goes through here. */
const lab = new Lab((answer: LabAnswer) => postMessage(answer));

addEventListener('message', ({ data }: MessageEvent<LabMessage>) => lab.take(data));
