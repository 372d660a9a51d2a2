import { BlockList, isIP } from 'node:net';

/** What stands in the way of sending to an address: a sentence for a person. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
}

type Network = readonly [address: string, prefix: number];

function listOf(family: 'ipv4' | 'ipv6', networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of networks) list.addSubnet(address, prefix, family);
  return list;
}

/** This machine and the networks around it. */
const PRIVATE = listOf('ipv4', [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
]);
const PRIVATE_6 = listOf('ipv6', [
  ['::1', 128],
  ['fc00::', 7],
]);

/** Never the address of somebody's server: IANA's registries of special-purpose addresses, multicast, the metadata of clouds. */
const SPECIAL = listOf('ipv4', [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]);
/** Within 2000::/3, outside of which nothing is public. */
const SPECIAL_6 = listOf('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);
const PUBLIC_6 = listOf('ipv6', [['2000::', 3]]);
/** IPv4 addresses in the clothes of IPv6. */
const WRAPPED = listOf('ipv6', [
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
]);

type Kind = 'public' | 'private' | 'special';

/** The IPv4 address in the last 32 bits. */
function unwrapped(address: string): string {
  if (address.includes('.')) return address.slice(address.lastIndexOf(':') + 1);
  // URL spells an address in one way only; it knows no zone.
  const [low = 0, high = 0] = new URL(`http://[${address}]`).hostname
    .slice(1, -1)
    .split(':')
    .slice(-2)
    .map((part) => Number.parseInt(part || '0', 16))
    .reverse();
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function kindOf(given: string): Kind {
  const address = given.replace(/%.*$/, '');
  if (isIP(address) === 4) {
    if (PRIVATE.check(address)) return 'private';
    return SPECIAL.check(address) ? 'special' : 'public';
  }
  if (WRAPPED.check(address, 'ipv6')) return kindOf(unwrapped(address));
  if (PRIVATE_6.check(address, 'ipv6')) return 'private';
  return PUBLIC_6.check(address, 'ipv6') && !SPECIAL_6.check(address, 'ipv6') ? 'public' : 'special';
}

const HOW = 'The owner of this Tidemark can allow this machine and its network in the settings of webhooks.';

/** Throws AddressRefused unless webhooks may send to this IP address. */
export function checkAddress(address: string, isPrivateAllowed: boolean): void {
  const kind = kindOf(address);
  if (kind === 'public' || (kind === 'private' && isPrivateAllowed)) return;
  throw new AddressRefused(
    kind === 'private'
      ? `${address} is an address of this machine or of its network, not a public one. ${HOW}`
      : `${address} is not the address of a server that webhooks may send to.`,
  );
}

/** The name or the IP address that a URL leads to. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

const ODD = /[\s\\]|\p{Cc}/u;
const LOCAL_NAME = /^(.+\.)?localhost\.?$/i;

function parsed(text: string): URL {
  const url = ODD.test(text) ? null : URL.parse(text);
  if (url === null || !/^[a-z]+:\/\//i.test(text))
    throw new AddressRefused('It is not a URL such as https://example.com/hook.');
  return url;
}

/**
 * A URL that webhooks may send to, as far as can be told from the text: scheme, no credentials, and the address where it names
 * one. Throws AddressRefused.
 */
export function checkWebhookUrl(text: string, isPrivateAllowed: boolean): URL {
  const url = parsed(text);
  const isPlain = url.protocol === 'http:';
  if (url.protocol !== 'https:' && !isPlain)
    throw new AddressRefused(`It begins with ${url.protocol}// where only https:// is taken.`);
  if (isPlain && !isPrivateAllowed)
    throw new AddressRefused(`It begins with http://, and what is sent could be read on its way. ${HOW}`);
  if (url.username !== '' || url.password !== '')
    throw new AddressRefused('It holds a user name or a password; sign with a secret instead.');
  const host = hostOf(url);
  if (isIP(host) !== 0) checkAddress(host, isPrivateAllowed);
  else if (LOCAL_NAME.test(host) && !isPrivateAllowed)
    throw new AddressRefused(`${host} is this machine, not a public address. ${HOW}`);
  return url;
}
