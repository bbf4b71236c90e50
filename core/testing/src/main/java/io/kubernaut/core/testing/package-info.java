/**
 * The published test kit: time that a test moves by hand, and a platform that stands on it, so that
 * a test of anything that waits, repeats or retries runs at once and always in the same order.
 */
package io.kubernaut.core.testing;
