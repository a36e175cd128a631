import type { Config } from "../config.ts";
import type { Gateway } from "../gateway/connect.ts";

export type Role = Config["role"];

/** A process of this role answers people. */
export function answers(role: Role): boolean {
  return role !== "worker";
}

/** A process of this role runs jobs, and does what is to be done from time to time. */
export function runsJobs(role: Role): boolean {
  return role !== "gateway";
}

/** What a worker has in place of a gateway: it delivers by requests alone. */
export const NO_GATEWAY: Omit<Gateway, "invite"> & { readonly invite: null } = {
  invite: null,
  userInstall: null,
  isConnected: () => true,
  registerCommands: async () => {},
  stop: async () => {},
};
