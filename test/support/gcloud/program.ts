/**
 * A program called gcloud that is there at once: a few lines of bash, which ask the tests' own process what to say. It is
 * called some thousand times, and a Node for each would take longer than all else that these tests do.
 */
import { chmod, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { answerGcloud, type GcloudAsked, type GcloudWorld } from './stand-in.ts';

/** Answers the programs that `writeGcloud` makes, until it is closed. */
export const serveGcloud = async (worldNow: () => GcloudWorld): Promise<Server> => {
  const server = createServer((socket) => answer(socket, worldNow));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

const answer = (socket: Socket, worldNow: () => GcloudWorld): void => {
  const chunks: Buffer[] = [];
  const onData = (chunk: Buffer): void => {
    chunks.push(chunk);
    const asked = askedIn(Buffer.concat(chunks).toString('utf8'));
    if (asked === null) return;
    const { code, out, err } = answerGcloud(worldNow(), asked);
    socket.off('data', onData).end([code, out, err, ''].join('\0'));
  };
  // A program that was ended hears no answer.
  socket.on('data', onData).on('error', () => {});
};

/** null: not all of it is there yet. */
const askedIn = (text: string): GcloudAsked | null => {
  const [folder = '', input = '', count, ...args] = text.split('\0');
  if (count === undefined || args.length <= Number(count)) return null;
  return { folder, input, args: args.slice(0, Number(count)) };
};

/** A zero byte parts what is asked: arguments hold none, nor does a secret, which came from a variable. */
const scriptFor = (port: number): string => `#!/bin/bash
LC_ALL=C
input=
for arg; do
  if [[ $arg == --data-file=- ]] && IFS= read -r -d '' input; then
    echo 'gcloud: a zero byte in what was piped in' >&2
    exit 1
  fi
done
exec 3<>/dev/tcp/127.0.0.1/${port} || exit 1
printf '%s\\0' "$PWD" "$input" "$#" "$@" >&3
IFS= read -r -d '' code <&3
IFS= read -r -d '' out <&3
IFS= read -r -d '' err <&3
printf %s "$out"
printf %s "$err" >&2
exit "$code"
`;

export const writeGcloud = async (path: string, server: Server): Promise<void> => {
  await writeFile(path, scriptFor((server.address() as AddressInfo).port));
  await chmod(path, 0o755);
};
