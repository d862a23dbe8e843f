/** What the preload's world tells the page's. */
export type ToPage =
  | { readonly type: 'expose'; readonly key: string; readonly methods: readonly string[] }
  | { readonly type: 'returned'; readonly id: number; readonly kind: 'function' | 'promise' }
  | { readonly type: 'returned'; readonly id: number; readonly kind: 'value'; readonly value: unknown }
  | { readonly type: 'returned'; readonly id: number; readonly kind: 'error'; readonly error: string }
  | { readonly type: 'settled'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'settled'; readonly id: number; readonly ok: false; readonly error: string }
  | { readonly type: 'heard'; readonly listener: number; readonly value: unknown };

/** What the page's world tells the preload's. */
export type ToPreload =
  | { readonly type: 'ready' }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly key: string;
      readonly method: string;
      readonly args: readonly unknown[];
    }
  | { readonly type: 'call-returned'; readonly id: number };

/** What the preload's world tells main, and main tells it; each as tagged JSON through the driver. */
export interface ToMain {
  readonly id: number;
  readonly channel: string;
  readonly args: readonly unknown[];
}
export type FromMain =
  | { readonly type: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly ok: false; readonly error: string };

/** Names that the driver and the preload's world share. */
export const PRELOAD_WORLD = 'kmslab-preload';
export const TO_MAIN = 'kmslabToMain';
export const FROM_MAIN = 'kmslabFromMain';
