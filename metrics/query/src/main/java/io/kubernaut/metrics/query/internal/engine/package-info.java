/**
 * Evaluates expressions, series by series over all steps.
 *
 * <p>An expression becomes a tree of nodes. A node first says which series it will give ({@code
 * prepare}), so that groups and partners are found by labels alone; then each series can be read,
 * as a column of one value for each step. Selectors decode a series once for all steps;
 * aggregations fold each series into their groups at once. So a sum over ten thousand series holds
 * its groups, not ten thousand columns.
 */
package io.kubernaut.metrics.query.internal.engine;
