// Switches in Electron's executable that are burnt in when the app is packaged, before it is signed.
import { join } from 'node:path';
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

const WANTED = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  GrantFileProtocolExtraPrivileges: false,
};

/** The wanted fuses that this Electron has, by number; an older one has a shorter wire. */
async function fusesIn(executable) {
  const wire = await getCurrentFuseWire(executable);
  return Object.entries(WANTED).map(([name, on]) => ({ name, on, state: wire[FuseV1Options[name]] }));
}

/** Names of the fuses that are not as wanted, and of those that this Electron does not have. */
export async function readFuses(executable) {
  const fuses = await fusesIn(executable);
  const absent = fuses.filter(({ state }) => state === undefined);
  const wrong = fuses.filter(
    ({ on, state }) => state !== undefined && state !== (on ? FuseState.ENABLE : FuseState.DISABLE),
  );
  return { wrong: wrong.map(({ name }) => name), absent: absent.map(({ name }) => name) };
}

function executableOf({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${productFilename}.exe`);
  return join(appOutDir, packager.executableName);
}

/** electron-builder's afterPack hook. */
export default async function afterPack(context) {
  const executable = executableOf(context);
  const present = (await fusesIn(executable)).filter(({ state }) => state !== undefined);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
    ...Object.fromEntries(present.map(({ name, on }) => [FuseV1Options[name], on])),
  });
}
