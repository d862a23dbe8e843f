import { describe, expect, it } from 'vitest';
import { Agenda } from '../../../core/lab/agenda.ts';

describe('what is due', () => {
  it('holds no more than a few entries that were cleared, however often something is scheduled and called off', () => {
    const agenda = new Agenda();
    for (let n = 0; n < 100; n++) agenda.set(`stays-${n}`, 5_000 - n);
    for (let n = 0; n < 20_000; n++) {
      agenda.set('key', 1_000_000 + n);
      agenda.set('key', null);
    }
    expect(agenda.held).toBeLessThan(2_000);
    const order: string[] = [];
    for (let due = agenda.first(); due !== null; due = agenda.first()) {
      order.push(due.item);
      agenda.set(due.item, null);
    }
    expect(order).toEqual(Array.from({ length: 100 }, (_, n) => `stays-${99 - n}`));
  });

  it('comes out by instant, and at one instant in the order of setting, after what was cleared is dropped too', () => {
    const agenda = new Agenda();
    agenda.set('b', 7);
    agenda.set('a', 7);
    agenda.set('first', 3);
    for (let n = 0; n < 5_000; n++) agenda.set('moved', 100_000 - n);
    expect(agenda.upTo(100_000).map(({ item }) => item)).toEqual(['first', 'b', 'a', 'moved']);
    expect(agenda.first()).toEqual(expect.objectContaining({ item: 'first', at: 3 }));
    agenda.set('first', null);
    expect(agenda.first()).toEqual(expect.objectContaining({ item: 'b', at: 7 }));
  });
});
