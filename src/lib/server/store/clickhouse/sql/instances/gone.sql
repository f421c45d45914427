-- How often nothing was left of instances of this shard, of those where that was so.
-- {ids:Array(UUID)}. $instances: known_instances.  Row: instance_id, gone.
SELECT toString(instance_id), gone
FROM ($instances)
WHERE instance_id IN {ids:Array(UUID)} AND gone > 0
