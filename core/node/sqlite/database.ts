import Libsql from 'libsql';

/** What a column holds. Text must not contain the character NUL, at which SQLite would cut it. */
export type SqlValue = string | number | null | Uint8Array<ArrayBuffer>;
export type SqlRow = readonly SqlValue[];

/** What SQLite refused: `code` is SQLite's, such as `SQLITE_BUSY`; empty where the library gives none. */
export class SqliteFailure extends Error {
  override readonly name = 'SqliteFailure';
  readonly code: string;
  constructor(message: string, code: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * One connection to one SQLite database. This is the only file that touches the library, which ends the whole process
 * when a parameter is a boolean, a Date or a lone Buffer: parameters are checked here, and passed as one array.
 * Each SQL text is prepared once. Source: libsql-js, README "API"; better-sqlite3, docs/api.md.
 */
export class SqliteDatabase {
  readonly #connection: Libsql.Database;
  readonly #statements = new Map<string, Libsql.Statement>();
  #isOpen = true;

  /** Opens the file, or makes an empty one. @throws {SqliteFailure} */
  constructor(path: string) {
    this.#connection = attempt(() => new Libsql(path));
  }

  /** Runs SQL without parameters and without an answer. @throws {SqliteFailure} */
  exec(sql: string): void {
    attempt(() => this.#connection.exec(sql));
  }

  /** Runs one statement. @throws {SqliteFailure} */
  run(sql: string, ...values: readonly SqlValue[]): void {
    attempt(() => this.#statement(sql).run(checked(values)));
  }

  /** The rows of one query, its columns in their order. @throws {SqliteFailure} */
  rows(sql: string, ...values: readonly SqlValue[]): readonly SqlRow[] {
    const rows = attempt(() => this.#statement(sql).all(checked(values))) as readonly unknown[][];
    return rows.map((row) => row.map(plain));
  }

  /** The only row of a query, or its first. @throws {SqliteFailure} */
  row(sql: string, ...values: readonly SqlValue[]): SqlRow | undefined {
    return this.rows(sql, ...values)[0];
  }

  /** Does work as one transaction: all of it, or nothing. @throws whatever the work throws, or {SqliteFailure} */
  transaction(work: () => void): void {
    this.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.exec('COMMIT');
    } catch (error) {
      if (this.#connection.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Lets go. The library closes the file itself when the last statement is collected, or the process ends. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#statements.clear();
    attempt(() => this.#connection.close());
  }

  #statement(sql: string): Libsql.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      if (statement.reader) statement.raw(); // rows as arrays; and blobs as bytes, which named columns don't give
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function checked(values: readonly SqlValue[]): SqlValue[] {
  return values.map((value) => {
    if (typeof value === 'string' && !value.includes('\0')) return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (value === null || value instanceof Uint8Array) return value;
    throw new Error(`a database can't keep ${typeof value === 'string' ? 'text with NUL in it' : String(value)}`);
  });
}

/** A value with bytes of its own: the library hands out views. */
function plain(value: unknown): SqlValue {
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return value as string | number | null;
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error)) throw new SqliteFailure(String(error), '', { cause: error });
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    throw new SqliteFailure(error.message, code, { cause: error });
  }
}
