import { BlockList, isIP } from 'node:net';

/** Networks that are nobody's on the internet, or that carry an address of the other kind inside (IANA registries). */
const NOT_PUBLIC = networks(
  ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ['224.0.0.0/3', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
);
/** What of IPv6 is given out at all. */
const GIVEN_OUT = networks(['2000::/3']);
const LOOPBACK = networks(['127.0.0.0/8', '::1/128']);

/** Whether this is the address of somebody on the internet, and not of a machine of ours or of no machine. */
export function isPublicAddress(address: string): boolean {
  const family = familyOf(address);
  if (family === undefined || NOT_PUBLIC.check(address, family)) return false;
  return family === 'ipv4' || GIVEN_OUT.check(address, family);
}

/** Whether this is the machine itself. */
export function isLoopback(address: string): boolean {
  const family = familyOf(address);
  return family !== undefined && LOOPBACK.check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}

function networks(...lists: readonly (readonly string[])[]): BlockList {
  const list = new BlockList();
  for (const network of lists.flat()) {
    const [address = '', length] = network.split('/');
    list.addSubnet(address, Number(length), familyOf(address) ?? 'ipv4');
  }
  return list;
}
