import { setImmediate as turn } from 'node:timers/promises';
import type { HuntSettings } from '../../hunt/tries.ts';
import { threadFile } from '../run/thread-file.ts';
import type { HuntRequest } from './request.ts';
import { doTask, type Task, type TaskResult } from './tasks.ts';

/** Who does the work of a hunt. */
export interface Crew {
  do(task: Task): Promise<TaskResult>;
  close(): Promise<void>;
}

/** This thread. */
export function crewHere(settings: HuntSettings): Crew {
  return {
    do: async (task) => {
      const result = doTask(task, settings);
      // Lets signals have their turn between tasks.
      await turn();
      return result;
    },
    close: async () => undefined,
  };
}

/** Worker threads, so many. */
export async function crewOfThreads(request: HuntRequest, workers: number): Promise<Crew> {
  const { default: Pool } = await import('tinypool');
  const threads = new Pool({
    filename: threadFile('hunt-worker.js', '../hunt/worker.ts'),
    ...{ minThreads: workers, maxThreads: workers, workerData: request },
  });
  return {
    do: async (task) => (await threads.run(task)) as TaskResult,
    close: () => threads.destroy(),
  };
}
