/** One class for each package page of the types: the example that stands there, to be run. */
package io.kubernaut.examples.types;
