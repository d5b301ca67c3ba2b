import { type LookupAddress, lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Whether the app may call this address, found for this host name (or written as one). */
export type MayReach = (host: string, address: string) => boolean;

/** Addresses of the internet at large: no machine of ours, no private network, no service of the cloud we run in. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** Public addresses, and whatever these hosts resolve to: an office's own calendar server may be named so. */
export function publicOr(hosts: readonly string[]): MayReach {
  const named = new Set(hosts.map((host) => host.toLowerCase()));
  return (host, address) => named.has(host.toLowerCase()) || isPublicAddress(address);
}

/** The host of a URL as an address, without brackets; undefined where it is a name. */
export function literalAddress(host: string): string | undefined {
  const bare = host.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : undefined;
}

export class PrivateAddress extends Error {}

/** Resolves names to what may be reached only: checked where the connection is made, so that no second answer slips in. */
export function guardedLookup(mayReach: MayReach): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => {
      const allowed = error ? [] : found.filter(({ address }) => mayReach(host, address));
      const [first] = allowed;
      if (error) done(error, []);
      else if (!first) done(new PrivateAddress(`${host} is in a private network`), []);
      else if (options.all) done(null, allowed);
      else done(null, first.address, first.family);
    });
  };
}
