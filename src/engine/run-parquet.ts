import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { Cell } from './run-csv.ts';

export interface ParquetColumn {
  name: string;
  type: 'STRING' | 'INT64' | 'DOUBLE';
}

/** What has been written so far is taken away between row groups, so that memory holds one of them. */
class Sink extends ByteWriter {
  take(): Uint8Array {
    const bytes = this.getBytes().slice();
    this.index = 0;
    return bytes;
  }
}

/** A Parquet file made of row groups. Each call gives the bytes that come next in the file. */
export class ParquetFile {
  readonly #columns: readonly ParquetColumn[];
  readonly #sink = new Sink();
  readonly #writer: ParquetWriter;

  constructor(columns: readonly ParquetColumn[]) {
    this.#columns = columns;
    const columnData = columns.map((column) => ({ ...column, data: [], nullable: true }));
    const schema = schemaFromColumnData({ columnData });
    this.#writer = new ParquetWriter({ writer: this.#sink, schema, statistics: false });
  }

  /** Adds a row group: for each column its cells, row by row. */
  rowGroup(cells: readonly (readonly Cell[])[]): Uint8Array {
    const rows = cells[0]?.length ?? 0;
    const columnData = this.#columns.map(({ name, type }, index) => ({
      name,
      data: (cells[index] ?? []).map((cell) =>
        type === 'INT64' && cell !== null ? BigInt(cell) : (cell ?? undefined),
      ),
      offsetIndex: false,
    }));
    // It has something to wait for only where a sink flushes by itself, which this one does not.
    void this.#writer.write({ columnData, rowGroupSize: Math.max(rows, 1) });
    return this.#sink.take();
  }

  /** Ends the file. */
  end(): Uint8Array {
    void this.#writer.finish();
    return this.#sink.take();
  }
}
