/** A CRD that has, in one small schema, everything that `npm run import` treats specially; `PROSE` marks its prose. */
export const TINY_CRD = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: tinies.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Tiny, plural: tinies }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          description: PROSE of the kind
          type: object
          required: [spec]
          properties:
            metadata: { type: object }
            status:
              type: object
              properties: { phase: { type: string } }
            spec:
              description: PROSE of the spec
              type: object
              required: [mode, snakeCase]
              properties:
                description: { type: string, description: PROSE of a property }
                mode: { type: string, enum: ['', Fast, Slow, fast], description: PROSE of an enum }
                code: { type: integer, enum: [301, 302] }
                surge: &surge
                  anyOf: [{ type: integer }, { type: string }]
                  x-kubernetes-int-or-string: true
                ports: { type: array, items: *surge }
                limits: { type: object, additionalProperties: *surge }
                restartAt: { type: string, format: date-time }
                plugin: { type: object, x-kubernetes-preserve-unknown-fields: true }
                wellKnownCACertificates: { type: string }
                snake_case: { type: string }
                snakeCase: { type: string }
                with-dash: { type: string }
                template:
                  type: object
                  properties:
                    metadata: { type: object, properties: { labels: { type: object, additionalProperties: { type: string } } } }
                    spec:
                      type: object
                      required: [containers]
                      properties:
                        containers: { type: array, items: { type: object, properties: { image: { type: string } } } }
`;

/** An object of another kind, as a file of CRDs may hold one, in much the same shape. */
export const OTHER_KIND = `
apiVersion: apiextensions.crossplane.io/v1
kind: CompositeResourceDefinition
metadata: { name: others.example.net }
spec:
  group: example.net
  names: { kind: Other, plural: others }
  versions: [{ name: v1 }]
`;
