/** The starter: {@link io.kubernaut.Kubernaut} wires everything. */
package io.kubernaut;
