/** Folders that a test file makes and nobody needs after it. */
import { rm } from 'node:fs/promises';

const folders: string[] = [];

/** Gone after the test file. */
export const leaves = (folder: string): string => {
  folders.push(folder);
  return folder;
};

export const clearLeftovers = async (): Promise<void> => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
};
