import type { EnvelopeView } from '../../core/index.ts';
import { Button } from '../components/Button.tsx';
import { useWorkbench } from '../hooks/use-workbench.ts';

/** More than so many are counted. */
const MOST_SERVICES = 12;

/** Things of services, which lie in envelopes of their own. */
export function EnvelopeServices({ services }: Pick<EnvelopeView, 'services'>) {
  const { names, dispatch } = useWorkbench();
  return (
    <section className="card" aria-labelledby="envelope-services">
      <h3 id="envelope-services">Services do the same</h3>
      {services.length === 0 ? (
        <p className="says">
          EBS, S3, RDS and Secrets Manager do this for what they store: their volumes, objects, databases and secrets
          will stand here.
        </p>
      ) : (
        <ul className="envelope-services">
          {services.slice(0, MOST_SERVICES).map(({ kind, name, keyArn }) => (
            <li key={`${kind} ${name} ${keyArn}`}>
              <span className="muted">{kind}</span> <code>{name}</code>
              <span className="muted">a data key wrapped by</span>
              <Button
                kind="quiet"
                label={`Show the key ${names.key(keyArn)}`}
                onClick={() => {
                  dispatch({ type: 'selectKey', keyArn, region: keyArn.split(':')[3] ?? '' });
                  dispatch({ type: 'goTo', place: 'key' });
                }}
              >
                {names.key(keyArn)}
              </Button>
            </li>
          ))}
          {services.length > MOST_SERVICES && <li className="muted">and {services.length - MOST_SERVICES} more</li>}
        </ul>
      )}
    </section>
  );
}
