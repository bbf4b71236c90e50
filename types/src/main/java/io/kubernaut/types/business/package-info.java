/**
 * What a resource means to the business: environment, business unit, owner, criticality, SLA tier,
 * priority and cost centre, from the labels {@code kubernaut.ai/*}.
 *
 * <pre>{@code
 * BusinessContext context =
 *     BusinessContext.resolve(pod.labels(), namespace.labels(), Map.of("kubernaut.ai/sla-tier", "silver"));
 * context.managed();                              // false unless a label says true
 * context.sources().get("sla-tier");              // DEFAULT
 * }</pre>
 *
 * <table>
 *   <caption>Labels, the strongest place first: resource, namespace, default</caption>
 *   <tr><th>label</th><th>words</th></tr>
 *   <tr><td>{@code managed}</td><td>true, false; false unless given</td></tr>
 *   <tr><td>{@code environment}</td><td>production, staging, development, test</td></tr>
 *   <tr><td>{@code criticality}</td><td>critical, high, medium, low</td></tr>
 *   <tr><td>{@code sla-tier}</td><td>platinum, gold, silver, bronze</td></tr>
 *   <tr><td>{@code priority}</td><td>P0, P1, P2, P3</td></tr>
 *   <tr><td>{@code business-unit}, {@code service-owner} or {@code owner}, {@code cost-center}</td>
 *       <td>any text of at most 63 characters</td></tr>
 * </table>
 */
package io.kubernaut.types.business;
