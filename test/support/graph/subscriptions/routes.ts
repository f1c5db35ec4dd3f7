import { type DriveParts, driveOf } from '../drive/routes.ts';
import { GraphError } from '../wire/errors.ts';
import type { Answer, Call, Route } from '../wire/serve.ts';
import type { Subscription, Subscriptions, Wanted } from './subscriptions.ts';

/** https://learn.microsoft.com/en-us/graph/api/subscription-post-subscriptions#permissions; of `Sites.Selected` it says nothing. */
const ROLES = ['Files.ReadWrite.All', 'Sites.ReadWrite.All', 'Sites.Selected'];

const CREATE = {
  changeType: 'string',
  notificationUrl: 'string',
  resource: 'string',
  expirationDateTime: 'string',
  'clientState?': 'string',
  'latestSupportedTlsVersion?': 'string',
} as const;

/** What is shown of one: never what it keeps secret, as a list's `clientState`. */
const shown = ({ drive: _, app, clientState: __, ...subscription }: Subscription): object => ({
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity',
  applicationId: app,
  creatorId: app,
  clientState: null,
  latestSupportedTlsVersion: 'v1_2',
  ...subscription,
});

export const subscriptionRoutes = (drives: DriveParts['drives'], subscriptions: Subscriptions): Route[] => {
  const own = ({ path, caller }: Call): Subscription => {
    const subscription = subscriptions.find(path.subscription!);
    if (subscription.app !== caller.app) throw new GraphError(404, 'ResourceNotFound', 'The object was not found.');
    return subscription;
  };

  const create = async (call: Call): Promise<Answer> => {
    const wanted = call.body as Wanted;
    const id = /^\/?drives\/([^/]+)\/root$/.exec(wanted.resource)?.[1];
    if (id === undefined)
      throw new GraphError(
        400,
        'InvalidRequest',
        `Only a drive's root can be subscribed to, not '${wanted.resource}'.`,
        {
          violation: true,
        },
      );
    const drive = driveOf(drives, { ...call, path: { drive: decodeURIComponent(id) } }, 'read');
    const subscription = await subscriptions.create(wanted, call.caller.app, drive);
    return { status: 201, body: { ...shown(subscription), clientState: wanted.clientState ?? null } };
  };

  const at = 'subscriptions/{subscription}';
  return [
    {
      name: 'subscription-post-subscriptions',
      verb: 'POST',
      path: 'subscriptions',
      body: { type: 'subscription', shape: CREATE },
      roles: ROLES,
      handle: create,
    },
    {
      name: 'subscription-list',
      verb: 'GET',
      path: 'subscriptions',
      roles: 'any',
      handle: ({ caller }) => ({
        status: 200,
        body: { value: subscriptions.all.filter(({ app }) => app === caller.app).map(shown) },
      }),
    },
    {
      name: 'subscription-get',
      verb: 'GET',
      path: at,
      roles: ROLES,
      handle: (call) => ({ status: 200, body: shown(own(call)) }),
    },
    {
      name: 'subscription-update',
      verb: 'PATCH',
      path: at,
      body: { type: 'subscription', shape: { expirationDateTime: 'string' } },
      roles: ROLES,
      handle: (call) => {
        const subscription = own(call);
        subscriptions.renew(subscription, (call.body as { expirationDateTime: string }).expirationDateTime);
        return { status: 200, body: shown(subscription) };
      },
    },
    {
      name: 'subscription-delete',
      verb: 'DELETE',
      path: at,
      roles: ROLES,
      handle: (call) => {
        subscriptions.remove(own(call));
        return { status: 204 };
      },
    },
  ];
};
