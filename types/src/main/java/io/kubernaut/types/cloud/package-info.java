/**
 * What clouds name and bill: resource ids, regions, zones, tags, types of machines, and lines of
 * bills. Nothing is looked up, and no provider is asked.
 *
 * <pre>{@code
 * CloudResourceId id = CloudResourceId.parse("arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc");
 * id.account();                                              // Optional[123456789012]
 *
 * Zone.of(Provider.GCP, "europe-west1-b").region().name();   // europe-west1
 * InstanceType.parse(Provider.AWS, "m5.2xlarge").vcpus();    // Optional[8]
 * BillingLine.of(row).billed();                              // 12.50 EUR
 * FocusRules.check(export);                                  // empty, or /3/ListCost must be …
 * }</pre>
 *
 * <table>
 *   <caption>When two ids are equal</caption>
 *   <tr><td>AWS</td><td>letter for letter</td></tr>
 *   <tr><td>Azure</td><td>without regard to case</td></tr>
 *   <tr><td>Google</td><td>letter for letter; a project's id and number are not equal, for which
 *       belong together cannot be told from names</td></tr>
 *   <tr><td>different providers</td><td>never</td></tr>
 * </table>
 *
 * <p>Bills follow <a href="https://focus.finops.org">FOCUS 1.2</a>, ids the providers'
 * documentation.
 */
package io.kubernaut.types.cloud;
