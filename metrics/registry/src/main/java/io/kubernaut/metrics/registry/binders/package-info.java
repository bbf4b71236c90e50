/**
 * Metrics of what a service runs on and of what it is made of.
 *
 * <p>{@link io.kubernaut.metrics.registry.binders.SystemBinders} binds the virtual machine, the
 * process, the machine and the control group to any Micrometer registry. {@link
 * io.kubernaut.metrics.registry.binders.Attachments} attaches the components of a service, each
 * with one call, and reports which of them are silent. {@link
 * io.kubernaut.metrics.registry.binders.PeerResources} looks at other processes in the same
 * metrics.
 *
 * <p>The names are those that others use, so that their dashboards and rules fit: Prometheus's
 * client libraries for a process, the node exporter's behind {@code host_}, cAdvisor's behind
 * {@code cgroup_}, OpenTelemetry's for HTTP, and Micrometer's where its binders are used. Not the
 * node exporter's very own, {@code node_}: every service on a machine tells of it, and rules
 * written for one exporter a machine would fire once for each. Times are in seconds, sizes in
 * bytes, shares from 0 to 1. What can not be read is absent, never zero.
 *
 * <table>
 *   <caption>What Micrometer's binders give</caption>
 *   <tr><th>family<th>labels<th>meaning
 *   <tr><td>{@code jvm_info}<td>{@code runtime, vendor, version}<td>the virtual machine
 *   <tr><td>{@code jvm_memory_{used,committed,max}_bytes}<td>{@code area, id}<td>heap and others
 *   <tr><td>{@code jvm_buffer_*}<td>{@code id}<td>direct and mapped buffers
 *   <tr><td>{@code jvm_gc_pause_seconds}, {@code jvm_gc_*}<td>{@code action, cause, gc}<td>collections
 *   <tr><td>{@code jvm_gc_overhead}<td><td><b>saturation:</b> share of processor time for collections
 *   <tr><td>{@code jvm_memory_usage_after_gc}<td>{@code area, pool}<td><b>saturation:</b> share of the
 *     heap that stays
 *   <tr><td>{@code jvm_threads_*}, {@code jvm_threads_states_threads}<td>{@code state}<td>threads
 *   <tr><td>{@code jvm_classes_*}, {@code jvm_compilation_time_ms_total}<td><td>classes, compiler
 *   <tr><td>{@code process_uptime_seconds}, {@code process_start_time_seconds}<td><td>age
 *   <tr><td>{@code process_files_open_files}, {@code process_files_max_files}<td><td>file handles
 *   <tr><td>{@code process_cpu_usage}, {@code system_cpu_usage}, {@code system_cpu_count}<td><td>as
 *     the virtual machine sees them
 * </table>
 *
 * <table>
 *   <caption>The process, from {@code /proc/self}</caption>
 *   <tr><th>family<th>labels<th>meaning
 *   <tr><td>{@code process_cpu_seconds_total}<td><td>processor time
 *   <tr><td>{@code process_cpu_mode_seconds_total}<td>{@code mode}<td>the same, user and system
 *   <tr><td>{@code process_resident_memory_bytes}, {@code process_resident_memory_peak_bytes},
 *     {@code process_virtual_memory_bytes}, {@code process_swapped_memory_bytes}<td><td>memory
 *   <tr><td>{@code process_threads}<td><td>threads, the virtual machine's own included
 *   <tr><td>{@code process_context_switches_total}<td>{@code type}<td>voluntary, involuntary
 *   <tr><td>{@code process_page_faults_total}<td>{@code type}<td>minor, major
 *   <tr><td>{@code process_disk_{read,written}_bytes_total}<td><td>to and from disks
 *   <tr><td>{@code process_io_{read,written}_bytes_total}<td><td>caches and sockets too
 *   <tr><td>{@code process_network_{receive,transmit}_bytes_total}<td><td>IP traffic of the network
 *     namespace: a pod's own, or a whole machine's
 * </table>
 *
 * <table>
 *   <caption>The machine, from {@code /proc}</caption>
 *   <tr><th>family<th>labels<th>meaning
 *   <tr><td>{@code host_cpu_seconds_total}<td>{@code mode}<td>processor time
 *   <tr><td>{@code host_cpus}, {@code host_forks_total}, {@code host_context_switches_total}<td><td>
 *   <tr><td>{@code host_procs_running}, {@code host_procs_blocked}<td><td><b>saturation:</b> the run
 *     queue, and who waits for a disk
 *   <tr><td>{@code host_load1}, {@code host_load5}, {@code host_load15}<td><td>average run queue
 *   <tr><td>{@code host_memory_{total,free,available,buffers,cached}_bytes}, {@code
 *     host_memory_swap_{total,free}_bytes}<td><td>memory
 *   <tr><td>{@code host_filefd_allocated}, {@code host_filefd_maximum}<td><td>file handles
 *   <tr><td>{@code host_disk_{read,written}_bytes_total}, {@code
 *     host_disk_{reads,writes}_completed_total}, {@code host_disk_io_now}, {@code
 *     host_disk_io_time_seconds_total}, {@code host_disk_io_time_weighted_seconds_total}<td>{@code
 *     device}<td>whole disks, 64 at most
 *   <tr><td>{@code host_network_{receive,transmit}_bytes_total}, {@code ..._packets_total}, {@code
 *     ..._errs_total}, {@code ..._drop_total}<td>{@code device}<td>interfaces, 64 at most
 *   <tr><td>{@code host_filesystem_{size,free,avail}_bytes}<td>{@code device, fstype,
 *     mountpoint}<td>local file systems
 *   <tr><td>{@code host_pressure_seconds_total}<td>{@code resource, stall}<td><b>saturation:</b> time
 *     in which some or all work waited for cpu, memory or io
 *   <tr><td>{@code host_pressure_average_ratio}<td>{@code resource, stall, window}<td>the same, as a
 *     share of the last 10, 60, 300 s
 * </table>
 *
 * <table>
 *   <caption>The control group, version 1 or 2</caption>
 *   <tr><th>family<th>labels<th>meaning
 *   <tr><td>{@code cgroup_cpu_usage_seconds_total}, {@code cgroup_cpu_mode_seconds_total}<td>{@code
 *     mode}<td>processor time
 *   <tr><td>{@code cgroup_cpu_cfs_periods_total}, {@code cgroup_cpu_cfs_throttled_periods_total},
 *     {@code cgroup_cpu_cfs_throttled_seconds_total}<td><td><b>saturation:</b> throttling
 *   <tr><td>{@code cgroup_cpu_limit_cores}, {@code cgroup_memory_limit_bytes}, {@code
 *     cgroup_pids_limit}<td><td>limits, absent where there is none
 *   <tr><td>{@code cgroup_memory_usage_bytes}, {@code cgroup_memory_working_set_bytes}, {@code
 *     cgroup_memory_swap_bytes}, {@code cgroup_pids}<td><td>use
 *   <tr><td>{@code cgroup_memory_limit_hits_total}, {@code cgroup_oom_events_total} (version 2),
 *     {@code cgroup_oom_kills_total}<td><td><b>saturation:</b> want of memory
 *   <tr><td>{@code cgroup_pressure_seconds_total}, {@code cgroup_pressure_average_ratio}<td>as for
 *     the machine<td>version 2
 * </table>
 *
 * <table>
 *   <caption>Attached components</caption>
 *   <tr><th>family<th>labels<th>meaning
 *   <tr><td>{@code executor_seconds}, {@code executor_idle_seconds}, {@code executor_*}<td>{@code
 *     name}<td>Micrometer's: run and wait of tasks, pool and queue
 *   <tr><td>{@code queue_size}, {@code queue_remaining}, {@code queue_taken_total}<td>{@code name}<td>
 *   <tr><td>{@code queue_offers_total}<td>{@code name, outcome}<td>accepted, refused
 *   <tr><td>{@code cache_gets_total}, {@code cache_*}<td>{@code cache, result}<td>Micrometer's
 *   <tr><td>{@code circuit_breaker_code}<td>{@code name}<td>0 closed, 1 half-open, 2 open
 *   <tr><td>{@code circuit_breaker_state}<td>{@code name, state}<td>1 for the state it is in
 *   <tr><td>{@code circuit_breaker_calls_total}<td>{@code name, outcome}<td>success, failure, refused
 *   <tr><td>{@code http_server_request_duration_seconds}<td>{@code name, method, route,
 *     status}<td>histogram
 *   <tr><td>{@code http_server_active_requests}<td>{@code name}<td>
 *   <tr><td>{@code http_server_{request,response}_body_size_bytes}<td>{@code name, method, route}<td>
 *   <tr><td>{@code http_client_request_duration_seconds}<td>{@code name, method, host,
 *     status}<td>histogram; status {@code error} without an answer
 *   <tr><td>{@code http_client_active_requests}<td>{@code name}<td>
 *   <tr><td>{@code audit_events_total}<td>{@code name, category, outcome}<td>recorded, deferred, dropped
 *   <tr><td>{@code config_version}<td>{@code name}<td>the one in force
 *   <tr><td>{@code config_reloads_total}<td>{@code name, outcome}<td>applied, rejected
 *   <tr><td>{@code kubernaut_platform_state}<td>{@code state}<td>1 for the state the platform is in
 *   <tr><td>{@code kubernaut_component_up}, {@code kubernaut_component_restarts_total}<td>{@code
 *     component}<td>
 *   <tr><td>{@code kubernaut_sdk_threads}, {@code kubernaut_sdk_threads_limit}, {@code
 *     kubernaut_sdk_tasks}, {@code kubernaut_sdk_queued}, {@code kubernaut_sdk_refused_total}, {@code
 *     kubernaut_sdk_events_total}, {@code kubernaut_sdk_events_dropped_total}, {@code
 *     kubernaut_sdk_mbeans}<td><td>what the platform takes from its host
 *   <tr><td>{@code kubernaut_sdk_attached_silence_seconds}<td>{@code kind, name}<td>since it emitted
 *   <tr><td>{@code kubernaut_sdk_collected_figures}<td>{@code binder}<td>what the last look found
 * </table>
 */
package io.kubernaut.metrics.registry.binders;
