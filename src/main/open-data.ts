import { dialog } from 'electron';
import { dataOffer } from './data-offer.ts';
import type { Desk } from './desk.ts';
import { inspectDropped } from './dropped-item.ts';

/** Opens a data directory for a desk; `isNew` where there is nothing in it yet. */
export type OpenData = (desk: Desk, directory: string, isNew: boolean) => void;

/** Says what a dropped or chosen item is, and opens it where it is a data directory and a person agrees. */
export async function offerData(desk: Desk, path: string, open: OpenData): Promise<void> {
  const { window, engine, directory, connect } = desk;
  if (window === undefined) return;
  const item = await inspectDropped(path);
  const offer = dataOffer(item, { state: engine.state, directory, connect });
  const { message, detail } = offer;
  if (offer.directory === undefined) {
    await dialog.showMessageBox(window, { type: 'info', message, detail });
    return;
  }
  const buttons = ['Open', 'Cancel'];
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) open(desk, offer.directory, item.kind === 'empty');
}

/** Asks a person for a folder, then as above. */
export async function chooseData(desk: Desk, open: OpenData): Promise<void> {
  const { window, directory } = desk;
  if (window === undefined) return;
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open Data Directory',
    properties: ['openDirectory', 'createDirectory'],
    ...(directory !== undefined && { defaultPath: directory }),
  });
  const [chosen] = filePaths;
  if (chosen !== undefined) await offerData(desk, chosen, open);
}
