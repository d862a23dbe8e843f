import { Ec2Error } from '../../errors/ec2-errors.ts';

export const VOLUME_TYPES = ['standard', 'io1', 'io2', 'gp2', 'sc1', 'st1', 'gp3'] as const;
export type VolumeType = (typeof VOLUME_TYPES)[number];

/** GiB that a volume of each type may have. Source: EC2 API Reference, CreateVolume; services.md section 4. */
export const SIZES = {
  standard: [1, 1024],
  io1: [4, 16_384],
  io2: [4, 65_536],
  gp2: [1, 16_384],
  sc1: [125, 16_384],
  st1: [125, 16_384],
  gp3: [1, 65_536],
} as const satisfies Record<VolumeType, readonly [number, number]>;

/** I/O operations a second that may be asked for, and how many for a GiB. Source: the same. */
const IOPS = {
  gp3: { least: 3_000, most: 80_000, perGiB: 500 },
  io1: { least: 100, most: 64_000, perGiB: 50 },
  io2: { least: 100, most: 256_000, perGiB: 1_000 },
} as const;

/** MiB a second that may be asked for. Source: the same. */
const THROUGHPUT = { least: 125, most: 2_000 } as const;

/** What a request asks of a volume. */
export interface AskedPerformance {
  readonly volumeType: VolumeType;
  readonly sizeGiB: number;
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
}

/** How fast a volume is, as EC2 tells it: null where it tells nothing. */
export interface Performance {
  readonly iops: number | null;
  readonly throughput: number | null;
}

/** How fast a volume is that is asked for so. @throws {Ec2Error} for what its type can't be */
export function performanceOf({ volumeType, sizeGiB, iops, throughput }: AskedPerformance): Performance {
  if (throughput !== undefined && volumeType !== 'gp3') throw unsupported('throughput', volumeType);
  if (volumeType === 'gp3') {
    const given = throughput ?? THROUGHPUT.least;
    if (given < THROUGHPUT.least || given > THROUGHPUT.most) {
      const message = `Throughput of ${given} MiB/s is out of range: expected ${THROUGHPUT.least} to ${THROUGHPUT.most}.`;
      throw new Ec2Error('InvalidParameterValue', message, 'invalid-parameter');
    }
    return { iops: checkedIops('gp3', iops ?? IOPS.gp3.least, sizeGiB, iops !== undefined), throughput: given };
  }
  if (volumeType === 'io1' || volumeType === 'io2') {
    if (iops === undefined) {
      throw new Ec2Error('MissingParameter', 'The request must contain the parameter iops', 'malformed-request');
    }
    return { iops: checkedIops(volumeType, iops, sizeGiB, true), throughput: null };
  }
  if (iops !== undefined) throw unsupported('iops', volumeType);
  return { iops: volumeType === 'gp2' ? Math.min(Math.max(3 * sizeGiB, 100), 16_000) : null, throughput: null };
}

function checkedIops(type: keyof typeof IOPS, iops: number, sizeGiB: number, isAsked: boolean): number {
  const { least, most, perGiB } = IOPS[type];
  if (iops < least) throw invalid(`Volume iops of ${iops} is too low; minimum is ${least}.`);
  if (iops > most) throw invalid(`Volume iops of ${iops} is too high; maximum is ${most}.`);
  if (isAsked && iops > least && iops > perGiB * sizeGiB) {
    throw invalid(`Iops to volume size ratio of ${(iops / sizeGiB).toFixed(6)} is too high; maximum is ${perGiB}`);
  }
  return iops;
}

function unsupported(parameter: string, type: VolumeType): Ec2Error {
  const message = `The parameter ${parameter} is not supported for ${type} volumes.`;
  return new Ec2Error('InvalidParameterCombination', message, 'invalid-parameter');
}

function invalid(message: string): Ec2Error {
  return new Ec2Error('InvalidParameterValue', message, 'invalid-parameter');
}
