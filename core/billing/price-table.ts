/** What a request costs depends on these. */
export const REQUEST_CLASSES = ['symmetric', 'rsa2048', 'asymmetric', 'eccDataKeyPair', 'rsaDataKeyPair'] as const;
export type RequestClass = (typeof REQUEST_CLASSES)[number];

interface RequestPrice {
  readonly says: string;
  /** Of ten thousand of them, as AWS lists it. */
  readonly price: string;
  /** Of one of them. */
  readonly microDollars: number;
}

/**
 * KMS's prices, in millionths of a dollar. Those of other Regions outside China and GovCloud are the same.
 * Source: https://aws.amazon.com/kms/pricing/; audit-and-cost.md section 5.
 */
export const PRICE_TABLE = {
  asOf: '2026-01',
  region: 'us-east-1',
  source: 'https://aws.amazon.com/kms/pricing/',
  key: { price: '$1.00 a month', microDollarsAMonth: 1_000_000 },
  /** The first rotations of a key cost as much as a key each, from then on; later ones nothing. */
  rotation: { price: '$1.00 a month', microDollarsAMonth: 1_000_000, charged: 2 },
  /** Requests of an account in a month, in all Regions together; those of the other classes are never free. */
  free: { requests: 20_000, charge: 'symmetric', says: 'Free tier', price: '20,000 a month' },
  requests: {
    symmetric: {
      says: 'Requests',
      price: '$0.03 per 10,000',
      microDollars: 3,
    },
    rsa2048: {
      says: 'Requests with RSA_2048 keys',
      price: '$0.03 per 10,000',
      microDollars: 3,
    },
    asymmetric: {
      says: 'Requests with other asymmetric keys',
      price: '$0.15 per 10,000',
      microDollars: 15,
    },
    eccDataKeyPair: {
      says: 'Requests for ECC data key pairs',
      price: '$0.10 per 10,000',
      microDollars: 10,
    },
    rsaDataKeyPair: {
      says: 'Requests for RSA data key pairs',
      price: '$12.00 per 10,000',
      microDollars: 1_200,
    },
  } satisfies Readonly<Record<RequestClass, RequestPrice>>,
} as const;
