/** What a program that a test starts gets of this machine: where programs are, a home, and what Node has compiled before. */
const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;

export const CHILD_ENV: NodeJS.ProcessEnv = { PATH, HOME, NODE_COMPILE_CACHE };
