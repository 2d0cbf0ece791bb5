import Tinypool from 'tinypool';
import type { HuntSettings } from '../../hunt/tries.ts';
import { type HuntRequest, settingsOf } from './request.ts';
import { doTask, type Task, type TaskResult } from './tasks.ts';

let settings: Promise<HuntSettings> | undefined;

/** Does a task in this thread. */
export default async function runTask(task: Task): Promise<TaskResult> {
  settings ??= settingsOf(Tinypool.workerData as HuntRequest);
  return doTask(task, await settings);
}
