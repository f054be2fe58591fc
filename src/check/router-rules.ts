import type { Rule } from './rule';
import { ALB_BACKEND_INVALID } from './rules/alb-backend-invalid';
import { ALB_HEADER_ROUTE_EVERYWHERE } from './rules/alb-header-route-everywhere';
import { ALB_INGRESS_WITHOUT_ANNOTATION } from './rules/alb-ingress-without-annotation';
import { ALB_STICKINESS_INVALID } from './rules/alb-stickiness-invalid';
import { ALB_VERIFICATION_LOST } from './rules/alb-verification-lost';
import { API_REMOVED } from './rules/api-removed';
import { APISIX_RULE_MISSING } from './rules/apisix-rule-missing';
import { APP_MESH_INVALID } from './rules/app-mesh-invalid';
import { APP_MESH_UNREACHED } from './rules/app-mesh-unreached';
import { GATEWAY_EXPERIMENT_WEIGHT } from './rules/gateway-experiment-weight';
import { GATEWAY_EXTRA_BACKEND } from './rules/gateway-extra-backend';
import { GATEWAY_HEADER_ROUTE_TOO_MANY } from './rules/gateway-header-route-too-many';
import { GATEWAY_HEADER_ROUTES_OFF } from './rules/gateway-header-routes-off';
import { GATEWAY_HEADER_ROUTES_REPLACE } from './rules/gateway-header-routes-replace';
import { GATEWAY_MAX_TRAFFIC_WEIGHT } from './rules/gateway-max-traffic-weight';
import { GATEWAY_PING_PONG } from './rules/gateway-ping-pong';
import { GATEWAY_PLUGIN_NAME } from './rules/gateway-plugin-name';
import { GATEWAY_PLUGIN_THROTTLED } from './rules/gateway-plugin-throttled';
import { GATEWAY_PLUGIN_UNKNOWN_FIELD } from './rules/gateway-plugin-unknown-field';
import { GATEWAY_REFERENCE_GRANT_MISSING } from './rules/gateway-reference-grant-missing';
import { GATEWAY_REFERENCE_GRANT_USELESS } from './rules/gateway-reference-grant-useless';
import { GATEWAY_REFERENCE_KIND } from './rules/gateway-reference-kind';
import { GATEWAY_ROUTE_REPEATS } from './rules/gateway-route-repeats';
import { GATEWAY_ROUTE_UNATTACHED } from './rules/gateway-route-unattached';
import { GATEWAY_RULE_SINGLE_BACKEND } from './rules/gateway-rule-single-backend';
import { HEADER_MATCH_MANY } from './rules/header-match-many';
import { HEADER_ROUTE_BEFORE_PODS } from './rules/header-route-before-pods';
import { INGRESS_CLASS_TWICE } from './rules/ingress-class-twice';
import { INGRESS_ONE_OR_MANY } from './rules/ingress-one-or-many';
import { INGRESS_PATH_TYPE_MISSING } from './rules/ingress-path-type-missing';
import { ISTIO_DESTINATION_ELSEWHERE } from './rules/istio-destination-elsewhere';
import { ISTIO_DESTINATIONS_EXTRA } from './rules/istio-destinations-extra';
import { ISTIO_HOST_MISMATCH } from './rules/istio-host-mismatch';
import { ISTIO_ROUTE_MISSING } from './rules/istio-route-missing';
import { ISTIO_ROUTES_OMITTED } from './rules/istio-routes-omitted';
import { ISTIO_ROUTES_UNNAMED } from './rules/istio-routes-unnamed';
import { ISTIO_SUBSET_INVALID } from './rules/istio-subset-invalid';
import { ISTIO_VIRTUAL_SERVICE_UNREACHED } from './rules/istio-virtual-service-unreached';
import { MANAGED_ROUTE_MISSING } from './rules/managed-route-missing';
import { MANAGED_ROUTE_NAME_TAKEN } from './rules/managed-route-name-taken';
import { MANAGED_ROUTE_NOT_SET } from './rules/managed-route-not-set';
import { MANAGED_ROUTE_REPEATED } from './rules/managed-route-repeated';
import { MANAGED_ROUTE_UNUSED } from './rules/managed-route-unused';
import { MAPPING_DEFINES_WEIGHT } from './rules/mapping-defines-weight';
import { MATCH_VALUE_INVALID } from './rules/match-value-invalid';
import { MAX_TRAFFIC_WEIGHT_UNSUPPORTED } from './rules/max-traffic-weight-unsupported';
import { MIRROR_PERCENTAGE_INVALID } from './rules/mirror-percentage-invalid';
import { MIRROR_PERCENTAGE_MISSING } from './rules/mirror-percentage-missing';
import { MONITOR_PORT_MISSING } from './rules/monitor-port-missing';
import { NEEDS_ROUTER } from './rules/needs-router';
import { NGINX_CANARY_ANNOTATION_FIXED } from './rules/nginx-canary-annotation-fixed';
import { NGINX_CANARY_INGRESS_IN_GIT } from './rules/nginx-canary-ingress-in-git';
import { NGINX_FOREIGN_PATH } from './rules/nginx-foreign-path';
import { NGINX_HEADER_PRECEDENCE } from './rules/nginx-header-precedence';
import { NGINX_INGRESS_UNSUPPORTED } from './rules/nginx-ingress-unsupported';
import { PING_PONG_UNSUPPORTED } from './rules/ping-pong-unsupported';
import { ROUTE_BACKEND_MISSING } from './rules/route-backend-missing';
import { ROUTE_BACKEND_REPEATED } from './rules/route-backend-repeated';
import { ROUTE_DURATION_INVALID } from './rules/route-duration-invalid';
import { ROUTE_LEFT_OUT } from './rules/route-left-out';
import { ROUTE_MISSING } from './rules/route-missing';
import { ROUTE_NOT_NAMED } from './rules/route-not-named';
import { ROUTE_SERVICE_MISSING } from './rules/route-service-missing';
import { ROUTE_WEIGHTS_OMITTED } from './rules/route-weights-omitted';
import { ROUTER_CRD_UNSERVED } from './rules/router-crd-unserved';
import { ROUTER_MISSING } from './rules/router-missing';
import { ROUTER_SERVICES_MISSING } from './rules/router-services-missing';
import { ROUTER_VERSION } from './rules/router-version';
import { SERVICE_OVER_BOTH_VERSIONS } from './rules/service-over-both-versions';
import { SERVICES_WITHOUT_ROUTER } from './rules/services-without-router';
import { SMI_SPLIT_IN_GIT } from './rules/smi-split-in-git';
import { STEP_UNSUPPORTED_BY_ROUTER } from './rules/step-unsupported-by-router';
import { TRAEFIK_BOTH_GROUPS } from './rules/traefik-both-groups';
import { TRAEFIK_EMPTY_SERVICE } from './rules/traefik-empty-service';
import { TRAEFIK_EXTRA_SERVICE } from './rules/traefik-extra-service';
import { TRAEFIK_INGRESS_ROUTE_BYPASSES } from './rules/traefik-ingress-route-bypasses';
import { TRAEFIK_SERVICE_MISSING } from './rules/traefik-service-missing';
import { VIRTUAL_SERVICE_ONE_OR_MANY } from './rules/virtual-service-one-or-many';

/** The rules about routers, and about what takes the traffic to them, in the order of the ids. */
export const ROUTER_RULES: readonly Rule[] = [
  ALB_BACKEND_INVALID,
  ALB_HEADER_ROUTE_EVERYWHERE,
  ALB_INGRESS_WITHOUT_ANNOTATION,
  ALB_STICKINESS_INVALID,
  ALB_VERIFICATION_LOST,
  API_REMOVED,
  APISIX_RULE_MISSING,
  APP_MESH_INVALID,
  APP_MESH_UNREACHED,
  GATEWAY_EXPERIMENT_WEIGHT,
  GATEWAY_EXTRA_BACKEND,
  GATEWAY_HEADER_ROUTE_TOO_MANY,
  GATEWAY_HEADER_ROUTES_OFF,
  GATEWAY_HEADER_ROUTES_REPLACE,
  GATEWAY_MAX_TRAFFIC_WEIGHT,
  GATEWAY_PING_PONG,
  GATEWAY_PLUGIN_NAME,
  GATEWAY_PLUGIN_THROTTLED,
  GATEWAY_PLUGIN_UNKNOWN_FIELD,
  GATEWAY_REFERENCE_GRANT_MISSING,
  GATEWAY_REFERENCE_GRANT_USELESS,
  GATEWAY_REFERENCE_KIND,
  GATEWAY_ROUTE_REPEATS,
  GATEWAY_ROUTE_UNATTACHED,
  GATEWAY_RULE_SINGLE_BACKEND,
  HEADER_MATCH_MANY,
  HEADER_ROUTE_BEFORE_PODS,
  INGRESS_CLASS_TWICE,
  INGRESS_ONE_OR_MANY,
  INGRESS_PATH_TYPE_MISSING,
  ISTIO_DESTINATION_ELSEWHERE,
  ISTIO_DESTINATIONS_EXTRA,
  ISTIO_HOST_MISMATCH,
  ISTIO_ROUTE_MISSING,
  ISTIO_ROUTES_OMITTED,
  ISTIO_ROUTES_UNNAMED,
  ISTIO_SUBSET_INVALID,
  ISTIO_VIRTUAL_SERVICE_UNREACHED,
  MANAGED_ROUTE_MISSING,
  MANAGED_ROUTE_NAME_TAKEN,
  MANAGED_ROUTE_NOT_SET,
  MANAGED_ROUTE_REPEATED,
  MANAGED_ROUTE_UNUSED,
  MAPPING_DEFINES_WEIGHT,
  MATCH_VALUE_INVALID,
  MAX_TRAFFIC_WEIGHT_UNSUPPORTED,
  MIRROR_PERCENTAGE_INVALID,
  MIRROR_PERCENTAGE_MISSING,
  MONITOR_PORT_MISSING,
  NEEDS_ROUTER,
  NGINX_CANARY_ANNOTATION_FIXED,
  NGINX_CANARY_INGRESS_IN_GIT,
  NGINX_FOREIGN_PATH,
  NGINX_HEADER_PRECEDENCE,
  NGINX_INGRESS_UNSUPPORTED,
  PING_PONG_UNSUPPORTED,
  ROUTE_BACKEND_MISSING,
  ROUTE_BACKEND_REPEATED,
  ROUTE_DURATION_INVALID,
  ROUTE_LEFT_OUT,
  ROUTE_MISSING,
  ROUTE_NOT_NAMED,
  ROUTE_SERVICE_MISSING,
  ROUTE_WEIGHTS_OMITTED,
  ROUTER_CRD_UNSERVED,
  ROUTER_MISSING,
  ROUTER_SERVICES_MISSING,
  ROUTER_VERSION,
  SERVICE_OVER_BOTH_VERSIONS,
  SERVICES_WITHOUT_ROUTER,
  SMI_SPLIT_IN_GIT,
  STEP_UNSUPPORTED_BY_ROUTER,
  TRAEFIK_BOTH_GROUPS,
  TRAEFIK_EMPTY_SERVICE,
  TRAEFIK_EXTRA_SERVICE,
  TRAEFIK_INGRESS_ROUTE_BYPASSES,
  TRAEFIK_SERVICE_MISSING,
  VIRTUAL_SERVICE_ONE_OR_MANY,
];
