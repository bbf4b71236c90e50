/** The smallest service that is a module. */
package io.kubernaut.examples.modular;
