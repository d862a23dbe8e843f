import { useContext, useEffect, useRef } from 'react';
import { type PlaceAddress, parseAddress } from '../../core/bridge/index.ts';
import type { Visit } from '../../main/bridge-contract.ts';
import { focusFirst } from '../app/focus.ts';
import { DeskContext } from '../lab/desk.ts';
import { tabNamed } from '../lab/key-tabs.ts';
import type { ClassroomState } from './use-classroom.ts';
import { useLab } from './use-lab.ts';
import type { Workbench } from './use-workbench.ts';

type Goes = (address: PlaceAddress, begins: boolean) => void;

/**
 * Goes where the app sends the window: to a place, and to what is to be seen there. A lesson or a replay begins only
 * where the user asked for it; a link stops before it, and asks.
 */
export function useVisits({ dispatch, open }: Workbench, { lesson, act }: ClassroomState): Goes {
  const desk = useContext(DeskContext);
  const lab = useLab();
  const goes: Goes = (address, begins) => {
    dispatch({ type: 'goTo', place: address.place });
    focusFirst('#place');
    switch (address.place) {
      case 'lab':
        if (address.shows === 'map') dispatch({ type: 'showMiddle', middle: 'world' });
        return;
      case 'learn':
        if (address.lesson === null || isInHand(address.lesson, lesson)) return;
        if (begins) void act({ does: 'start', lesson: address.lesson });
        else open({ type: 'invitation', address });
        return;
      case 'replay':
        if (address.name === null) return;
        if (begins) void openReplay(address);
        else open({ type: 'invitation', address });
        return;
      case 'key':
        if (address.tab !== null) dispatch({ type: 'openTab', tab: tabNamed(address.tab) });
        if (address.key !== null) void selectKey(address.key);
        return;
      case 'why':
        return dispatch({ type: 'explain', requestId: address.requestId });
      case 'trail':
        if (address.eventId !== null) void standOnRecord(address.eventId);
    }
  };
  const selectKey = async (key: string) => {
    const found = await lab.ask({ type: 'keyNamed', key }).catch(() => null);
    if (found === null) dispatch({ type: 'toast', toast: { says: `This world has no key ${key}.`, offers: null } });
    else dispatch({ type: 'selectKey', keyArn: found.keyArn, region: found.region });
  };
  const standOnRecord = async (eventId: string) => {
    const row = (await lab.ask({ type: 'trail' })).find(({ record }) => record.eventID === eventId);
    if (row === undefined) {
      return dispatch({ type: 'toast', toast: { says: `The trail has no event ${eventId}.`, offers: null } });
    }
    dispatch({ type: 'standOnRecord', at: { eventId, requestId: row.requestId } });
  };
  const openReplay = async ({ name, step }: Extract<PlaceAddress, { place: 'replay' }>) => {
    const opened = await lab.act({ type: 'replay', does: 'open', ...(name !== null && { name }) });
    if (!opened.ok) return dispatch({ type: 'toast', toast: { says: opened.error.message, offers: null } });
    if (step !== null) await lab.act({ type: 'replay', does: 'goTo', at: step });
  };
  const current = useRef(goes);
  useEffect(() => {
    current.current = goes;
  });
  useEffect(() => {
    return desk?.onVisit(({ address, begins }: Visit) => current.current(parseAddress(address), begins));
  }, [desk]);
  return goes;
}

function isInHand(named: string, lesson: ClassroomState['lesson']): boolean {
  return lesson != null && (named === lesson.id || named === String(lesson.number));
}
