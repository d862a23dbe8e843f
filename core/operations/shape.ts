/**
 * Shapes: what an operation's input looks like, as data. One shape serves the validation of a request, the options
 * of an `aws` command line and their completion. The vocabulary is Smithy's, which AWS's own models are written in
 * (smithy.io/2.0/spec/simple-types.html, …/aggregate-types.html).
 */

export interface StringShape<E extends string = string> {
  readonly type: 'string';
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  /** The pattern as AWS's messages tell it, where it differs from ours. */
  readonly patternText?: string;
  readonly enum?: readonly E[];
  /** Never echoed in an error, a trace or a record. */
  readonly sensitive?: boolean;
  /** What does for a value that a record hides, where it is asked about the request again. */
  readonly standIn?: string;
}
export interface BlobShape {
  readonly type: 'blob';
  /** Bytes. */
  readonly min?: number;
  readonly max?: number;
  readonly sensitive?: boolean;
  /** On the command line its value is the name of a file. */
  readonly isFile?: boolean;
}
export interface IntegerShape {
  readonly type: 'integer';
  readonly min?: number;
  /** The least that AWS's model names, which clients check, where the service asks for more; null where it names none. */
  readonly modelMin?: number | null;
  readonly max?: number;
}
export interface BooleanShape {
  readonly type: 'boolean';
}
/** Seconds since 1970 on the wire, with a fraction to the millisecond. */
export interface TimestampShape {
  readonly type: 'timestamp';
}
export interface ListShape<M extends Shape = Shape> {
  readonly type: 'list';
  readonly member: M;
  readonly min?: number;
  readonly max?: number;
}
export interface MapShape<V extends Shape = Shape> {
  readonly type: 'map';
  /** What its values are, where they are not simply text. */
  readonly value?: V;
  /** Never echoed in a record. */
  readonly sensitive?: boolean;
}
export interface StructureShape<R extends Members = Members, O extends Members = Members> {
  readonly type: 'structure';
  readonly required: R;
  readonly optional: O;
}
export type Shape =
  | StringShape
  | BlobShape
  | IntegerShape
  | BooleanShape
  | TimestampShape
  | ListShape
  | MapShape
  | StructureShape;
export type Members = Readonly<Record<string, Shape>>;

/** The TypeScript type of the values a shape lets through. A map that does not say is string to string. */
export type ValueOf<S> =
  S extends StringShape<infer E>
    ? E
    : S extends BlobShape
      ? Uint8Array<ArrayBuffer>
      : S extends IntegerShape | TimestampShape
        ? number
        : S extends BooleanShape
          ? boolean
          : S extends ListShape<infer M>
            ? readonly ValueOf<M>[]
            : S extends { readonly type: 'map'; readonly value: infer V }
              ? Readonly<Record<string, ValueOf<V>>>
              : S extends MapShape
                ? Readonly<Record<string, string>>
                : S extends StructureShape<infer R, infer O>
                  ? { readonly [K in keyof R]: ValueOf<R[K]> } & { readonly [K in keyof O]?: ValueOf<O[K]> }
                  : never;

/** Text of `min` to `max` characters that fits `pattern`. */
export const string = (limits: Omit<StringShape, 'type' | 'enum'> = {}): StringShape => ({ type: 'string', ...limits });
/** One of a closed set of strings. */
export const oneOf = <const E extends string>(values: readonly E[]): StringShape<E> => ({
  type: 'string',
  enum: values,
});
/** Bytes; `min` and `max` count bytes. Base64 exists only at the wire and on the command line. */
export const blob = (limits: Omit<BlobShape, 'type'> = {}): BlobShape => ({ type: 'blob', ...limits });
export const integer = (limits: Omit<IntegerShape, 'type'> = {}): IntegerShape => ({ type: 'integer', ...limits });
export const boolean = (): BooleanShape => ({ type: 'boolean' });
export const timestamp = (): TimestampShape => ({ type: 'timestamp' });
export const list = <const M extends Shape>(member: M, limits: { min?: number; max?: number } = {}): ListShape<M> => ({
  type: 'list',
  member,
  ...limits,
});
/** A map from string to string, as an encryption context is. */
export const stringMap = (limits: Omit<MapShape, 'type'> = {}): MapShape => ({ type: 'map', ...limits });
/** A map whose values have a shape of their own. */
export const mapOf = <const V extends Shape>(value: V): MapShape<V> & { readonly value: V } => ({ type: 'map', value });
export const structure = <const R extends Members, const O extends Members>(
  required: R,
  optional: O,
): StructureShape<R, O> => ({ type: 'structure', required, optional });
