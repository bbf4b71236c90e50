/**
 * Networks as values.
 *
 * <pre>{@code
 * Cidr pods = Cidr.parse("10.0.0.0/8");
 * pods.contains(Cidr.parse("10.1.2.3/32"));          // true
 * pods.subtract(Cidr.parse("10.128.0.0/9"));         // [10.0.0.0/9]
 * }</pre>
 */
package io.kubernaut.types.network;
