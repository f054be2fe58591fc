import { App } from 'cdk8s';
import { Autoscaled } from './autoscaled';
import { BlueGreen } from './blue-green';
import { ExperimentFirst } from './experiment';
import { GatewayApi } from './gateway-api';
import { HeaderRoute } from './header-route';
import { TraefikWeighted } from './traefik';
import { ExistingDeployment } from './workload-ref';

const app = new App();
new GatewayApi(app, 'gateway-api', { image: 'ghcr.io/fullstackjam/canary-deployment:v1' });
new BlueGreen(app, 'blue-green', { image: 'ghcr.io/acme/checkout:2.3.0' });
new HeaderRoute(app, 'header-route', { image: 'ghcr.io/acme/profile:1.8.1' });
new ExperimentFirst(app, 'experiment', { image: 'ghcr.io/acme/search:5.0.2' });
new ExistingDeployment(app, 'workload-ref', { image: 'ghcr.io/acme/orders:3.1.0' });
new Autoscaled(app, 'autoscaled', { image: 'ghcr.io/acme/catalog:4.4.7' });
new TraefikWeighted(app, 'traefik', { image: 'ikubernetes/myapp:v1' });
app.synth();
