import { App } from 'cdk8s';
import { GatewayApi } from './gateway-api';

const app = new App();
new GatewayApi(app, 'gateway-api', { image: 'ghcr.io/fullstackjam/canary-deployment:v1' });
app.synth();
