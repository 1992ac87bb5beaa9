/*
 * graphql-js looks, each time that a type is not of a kind, whether a second copy of itself is loaded; not where it is told that it is in
 * production, which is how the hub runs. It is told so here for as long as it takes to load that one file of it.
 */
const told = process.env.NODE_ENV;
process.env.NODE_ENV = 'production';
require('graphql/jsutils/instanceOf');
process.env.NODE_ENV = told;
