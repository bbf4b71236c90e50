/** Tests of the smallest service. */
@org.jspecify.annotations.NullMarked
package io.kubernaut.examples.modular;
