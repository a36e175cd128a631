/** Gateway opcodes and close codes. Values: Discord's documentation, opcodes and status codes. */
export const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presenceUpdate: 3,
  voiceStateUpdate: 4,
  resume: 6,
  reconnect: 7,
  requestGuildMembers: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;

/** Why the gateway closes a connection: code and Discord's word for it. */
export type Closing = readonly [code: number, reason: string];

export const CLOSE = {
  unknownOpcode: [4001, "Unknown opcode."],
  decodeError: [4002, "Error while decoding payload."],
  notAuthenticated: [4003, "Not authenticated."],
  authenticationFailed: [4004, "Authentication failed."],
  alreadyAuthenticated: [4005, "Already authenticated."],
  rateLimited: [4008, "You are being rate limited."],
  invalidShard: [4010, "Invalid shard."],
  shardingRequired: [4011, "Sharding required."],
  invalidVersion: [4012, "Invalid API version."],
  invalidIntents: [4013, "Invalid intent(s)."],
} as const satisfies Record<string, Closing>;

/** A client that closes with one of these has ended its session; any other close can be resumed. */
export const ENDS_SESSION: readonly number[] = [1000, 1001];
