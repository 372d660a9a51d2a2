import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Of `hooks.example`, signed by itself, until 2125: nobody trusts it, so that its key may be known to all. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkmBroHRbCGHD0I9h
kSEOjs1Fldi0wc3ZEbAa01UY7G6hRANCAAR8NbH07Kv/F1efwNzxsFxXgHIpHrwa
JcV5VQhvDqdybqfMhSByZNx+9sIGv0QVmfOj11cHxdHQTs777ObYz+Fa
-----END PRIVATE KEY-----
`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBojCCAUegAwIBAgIUJApvwXYzqeIgWHMxQhCLypQ6Q3QwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNaG9va3MuZXhhbXBsZTAgFw0yNjExMjUwNDU1NDdaGA8yMTI2
MTEwMTA0NTU0N1owGDEWMBQGA1UEAwwNaG9va3MuZXhhbXBsZTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABHw1sfTsq/8XV5/A3PGwXFeAcikevBolxXlVCG8Op3Ju
p8yFIHJk3H72wga/RBWZ86PXVwfF0dBOzvvs5tjP4VqjbTBrMB0GA1UdDgQWBBTV
p/mtgGFl/psCQOytVgiTDfqsXDAfBgNVHSMEGDAWgBTVp/mtgGFl/psCQOytVgiT
DfqsXDAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDWhvb2tzLmV4YW1wbGUw
CgYIKoZIzj0EAwIDSQAwRgIhANyLT9OhWKA12D1Dcrde3Pw8X24bODrwezO+ixa5
BlGtAiEAhF+uchZWq3ca5usaO2dFktgbaHmFse3veQzeMzms/P0=
-----END CERTIFICATE-----
`;

/** An https server that nobody trusts, on a port of 127.0.0.1; closed after the test. */
export async function openUntrustedServer() {
  const names: string[] = [];
  let requests = 0;
  const server = createServer(
    {
      key: KEY,
      cert: CERTIFICATE,
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    },
    (_, response) => {
      requests += 1;
      response.end();
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    /** The names that it was asked for. */
    names,
    requests: () => requests,
  };
}
