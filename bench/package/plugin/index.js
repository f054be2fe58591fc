// The built package, where cdk8s looks for a plugin by a path.
module.exports = require('../../../lib/src');
