/**
 * Networks: blocks of addresses, who may talk to whom by Kubernetes network policies and Istio
 * authorization policies, and profiles of TLS.
 *
 * <pre>{@code
 * Cidr.parse("10.0.0.0/8").contains(Cidr.parse("10.1.0.0/16"));                  // true
 *
 * Verdict verdict = NetworkPolicies.of(policies).evaluate(new Connection(web, db, "TCP", 5432));
 * verdict.reason();                                // ingress of shop{app=db} is allowed by a rule
 *
 * TlsProfile.INTERMEDIATE.accepts(TLS_1_2, TLS_RSA_WITH_AES_128_CBC_SHA);        // false
 * }</pre>
 *
 * <p>Nothing here looks anything up: names are never resolved, and no connection is made.
 */
package io.kubernaut.types.network;
