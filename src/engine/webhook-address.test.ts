import { expect, test } from 'vitest';
import { AddressRefused, checkAddress, checkWebhookUrl } from './webhook-address.ts';

const PUBLIC = [
  ...['8.8.8.8', '1.1.1.1', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '223.255.255.255'],
  ...['2606:4700:4700::1111', '2a00:1450:4001:82a::200e', '::ffff:8.8.8.8', '::ffff:808:808'],
  ...['64:ff9b::8.8.8.8', '64:ff9b::808:808', '2001:4860:4860::8888'],
];
const PRIVATE = [
  ...['127.0.0.1', '127.255.255.254', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255'],
  ...['192.168.0.1', '192.168.255.255', '100.64.0.1', '100.127.255.255', '::1', 'fc00::1', 'fd12:3456::1'],
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:192.168.1.1', '64:ff9b::127.0.0.1', '64:ff9b::a00:1'],
];
const SPECIAL = [
  ...['0.0.0.0', '0.1.2.3', '169.254.169.254', '169.254.0.1', '192.0.0.1', '192.0.2.1', '198.18.0.1'],
  ...['198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
  ...['255.255.255.255', '192.88.99.1', '::', '::ffff:0.0.0.0', '::ffff:169.254.169.254'],
  ...['64:ff9b::169.254.169.254', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1'],
  ...['ff02::1', '2001:db8::1', '2001::1', '2001:20::1', '2002:7f00:1::', '3fff::1', '100::1', '::7f00:1'],
  ...['::127.0.0.1', '4000::1'],
];

test.each(PUBLIC)('%s is public and always allowed', (address) => {
  expect(() => checkAddress(address, false)).not.toThrow();
  expect(() => checkAddress(address, true)).not.toThrow();
});

test.each(PRIVATE)('%s is allowed by the owner only', (address) => {
  expect(() => checkAddress(address, false)).toThrow(AddressRefused);
  expect(() => checkAddress(address, true)).not.toThrow();
});

test.each(SPECIAL)('%s is never allowed', (address) => {
  expect(() => checkAddress(address, false)).toThrow(AddressRefused);
  expect(() => checkAddress(address, true)).toThrow(AddressRefused);
});

test.each([
  ...[
    '',
    ' ',
    'example.com/hook',
    'https:example.com',
    'https://',
    'https://exa mple.com/',
    'https://a\tb.c/',
  ],
  ...['https://a.example\\@127.0.0.1/', 'https://a.example/\n', 'file:///etc/passwd', 'ftp://example.com/'],
  ...['javascript://example.com/%0a', 'gopher://example.com/', 'https://user@example.com/'],
  ...['https://user:pass@example.com/', 'https://:pass@example.com/', 'https://[::1', 'https://1.2.3.256/'],
  ...['https://169.254.169.254/latest/meta-data', 'https://[fe80::1]/', 'https://0/', 'https://[::]/'],
])('%j is refused whatever the owner allows', (url) => {
  expect(() => checkWebhookUrl(url, false)).toThrow(AddressRefused);
  expect(() => checkWebhookUrl(url, true)).toThrow(AddressRefused);
});

test.each([
  ...['http://example.com/hook', 'https://127.0.0.1/', 'https://127.1/', 'https://2130706433/'],
  ...['https://0x7f000001/', 'https://0x7f.1/', 'https://017700000001/', 'https://0177.0.0.1/'],
  ...[
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[0:0:0:0:0:0:0:1]/',
  ],
  ...[
    'https://127。0。0。1/',
    'https://①②⑦.0.0.1/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost:8443/',
  ],
  ...['https://10.1.2.3/', 'https://[fd00::1]/', 'https://[64:ff9b::10.0.0.1]/'],
])('%j is taken only where the owner allows this machine and its network', (url) => {
  expect(() => checkWebhookUrl(url, false)).toThrow(AddressRefused);
  expect(() => checkWebhookUrl(url, true)).not.toThrow();
});

test.each([
  'https://example.com/hook?a=1#b',
  'https://example.com:8443',
  'HTTPS://EXAMPLE.COM/',
  'https://8.8.8.8/',
])('%j is taken', (url) => {
  expect(checkWebhookUrl(url, false)).toBeInstanceOf(URL);
});
