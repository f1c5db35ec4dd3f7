import type { cloudtasks_v2 } from 'googleapis/build/src/apis/cloudtasks/v2.js';
import { discover } from '../wire/discovery.ts';
import { forbidden, GoogleError, invalid, notFound } from '../wire/errors.ts';
import { type Call, type Handler, type Service, type ServiceParts, serve } from '../wire/server.ts';
import { checkEnum } from '../wire/strict.ts';
import { Queue } from './queue.ts';

const DAY = 86_400_000;
const SCOPES = ['https://www.googleapis.com/auth/cloud-platform', 'https://www.googleapis.com/auth/cloud-tasks'];
const QUEUE = /^projects\/[\w.:-]+\/locations\/[\w-]+\/queues\/[A-Za-z0-9-]{1,100}$/;
const TASK_ID = /^[\w-]{1,500}$/;
/** https://docs.cloud.google.com/tasks/docs/quotas */
const MOST_BYTES = 1024 * 1024;

export interface TasksService extends Service {
  /** The queue of this full name; throws where there is none. */
  readonly queue: (name: string) => Queue;
  readonly create: (
    name: string,
    config?: Omit<cloudtasks_v2.Schema$Queue, 'name'>,
    people?: readonly string[],
  ) => Queue;
}

export const serveTasks = async (
  parts: Omit<ServiceParts, 'api' | 'handlers' | 'scopes' | 'discovery'>,
): Promise<TasksService> => {
  const { clock } = parts;
  const queues = new Map<string, { readonly queue: Queue; readonly people: readonly string[] | undefined }>();
  let made = 0;

  const create: TasksService['create'] = (name, config = {}, people) => {
    if (!QUEUE.test(name)) throw new Error(`Not a queue's name: ${name}`);
    const queue = new Queue(name, config, clock);
    queues.set(name, { queue, people });
    return queue;
  };

  const open = (name: string, { caller }: Call): Queue => {
    const found = queues.get(name);
    if (!found)
      throw new GoogleError(
        'NOT_FOUND',
        'Queue does not exist. If you just created the queue, wait at least a minute for the queue to initialize.',
      );
    if (found.people && !found.people.includes(caller.email)) throw forbidden();
    return found.queue;
  };

  const taskOf = (call: Call): { queue: Queue; id: string; task: cloudtasks_v2.Schema$Task } => {
    const [name, id] = call.path.name!.split('/tasks/') as [string, string];
    const queue = open(name, call);
    const task = queue.find(id);
    if (!task) throw notFound();
    return { queue, id, task };
  };

  /** Checks a new task as its field descriptions say. */
  const checked = (queue: Queue, task: cloudtasks_v2.Schema$Task | undefined): { id: string; due: number } => {
    const { httpRequest, name, scheduleTime, dispatchDeadline } = task ?? {};
    if (!httpRequest)
      throw invalid(
        'Task must have exactly one of httpRequest and appEngineHttpRequest; the fake knows HTTP targets only.',
      );
    if (!/^https?:\/\/\S+$/.test(httpRequest.url ?? '') || httpRequest.url!.length > 2083)
      throw invalid('HttpRequest.url must start with "http://" or "https://", and be at most 2083 characters.');
    checkEnum(
      httpRequest.httpMethod,
      'task.http_request.http_method',
      'type.googleapis.com/google.cloud.tasks.v2.HttpMethod',
      ['HTTP_METHOD_UNSPECIFIED', 'POST', 'GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'],
    );
    const { body } = httpRequest;
    if (body && !/^[\w+/-]*={0,2}$/.test(body))
      throw invalid("Invalid value at 'task.http_request.body' (TYPE_BYTES), Base64 decoding failed");
    if (body && !['POST', 'PUT', 'PATCH'].includes(httpRequest.httpMethod ?? 'POST'))
      throw invalid('HTTP body is only allowed for POST, PUT and PATCH.');
    if (JSON.stringify(task).length > MOST_BYTES) throw invalid('Task size too large.');
    const limit = dispatchDeadline ? Number(dispatchDeadline.replace(/s$/, '')) : 600;
    if (!(limit >= 15 && limit <= 1800)) throw invalid('Task.dispatchDeadline must be between [15s, 30m].');
    const due = scheduleTime ? Date.parse(scheduleTime) : clock.now();
    if (Number.isNaN(due))
      throw invalid("Invalid value at 'task.schedule_time' (type.googleapis.com/google.protobuf.Timestamp)");
    if (due > clock.now() + 30 * DAY)
      throw invalid(
        'The Task.scheduleTime is too far in the future. Schedule time must be no more than 720h in the future.',
      );
    const id = name ? name.slice(`${queue.name}/tasks/`.length) : String(++made).padStart(19, '1');
    if (name && (!name.startsWith(`${queue.name}/tasks/`) || !TASK_ID.test(id)))
      throw invalid(`Task name must be formatted: "${queue.name}/tasks/<TASK_ID>"`);
    return { id, due: Math.max(due, clock.now()) };
  };

  const handlers: Record<string, Handler> = {
    'projects.locations.queues.get': (call) => open(call.path.name!, call).config,

    'projects.locations.queues.tasks.create': (call) => {
      const queue = open(call.path.parent!, call);
      const { task: given } = call.body as cloudtasks_v2.Schema$CreateTaskRequest;
      const { id, due } = checked(queue, given);
      const taken = queue.isTaken(id);
      if (taken === 'now') throw new GoogleError('ALREADY_EXISTS', 'Requested entity already exists');
      // As in https://github.com/stackkit/laravel-google-cloud-tasks-queue/pull/130
      if (taken)
        throw new GoogleError(
          'ALREADY_EXISTS',
          'The task cannot be created because a task with this name existed too recently. For more information about task de-duplication see https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks/create#body.request_body.FIELDS.task.',
        );
      const task = {
        ...given,
        name: `${queue.name}/tasks/${id}`,
        scheduleTime: new Date(due).toISOString(),
        createTime: new Date(clock.now()).toISOString(),
        dispatchDeadline: given?.dispatchDeadline ?? '600s',
        view: 'BASIC',
      };
      queue.add(id, task);
      const { body: _, ...httpRequest } = task.httpRequest!;
      return { ...task, httpRequest };
    },

    'projects.locations.queues.tasks.get': (call) => taskOf(call).task,

    'projects.locations.queues.tasks.list': (call) => {
      const { tasks } = open(call.path.parent!, call);
      return tasks.length > 0 ? { tasks } : {};
    },

    'projects.locations.queues.tasks.delete': (call) => {
      const { queue, id } = taskOf(call);
      queue.delete(id);
      return {};
    },

    'projects.locations.queues.tasks.run': (call) => {
      const { queue, id, task } = taskOf(call);
      queue.run(id);
      return task;
    },
  };

  const service = await serve({
    ...parts,
    api: 'tasks',
    discovery: discover('cloudtasks/v2'),
    handlers,
    scopes: () => SCOPES,
  });
  const queue = (name: string): Queue => {
    const found = queues.get(name);
    if (!found) throw new Error(`No queue ${name}`);
    return found.queue;
  };
  return { ...service, queue, create };
};
