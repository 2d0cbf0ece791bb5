#!/usr/bin/env bash
# A job array of four tasks and its merge job on a real Slurm of one node, started here and ended again, give the bytes
# of a run without it. Needs root, slurm-wlm and munge, and a built dist/.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
for tool in slurmctld slurmd sbatch munged; do
  command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 77; }
done
[ "$(id -u)" = 0 ] || { echo 'skipped: only root can start the daemons'; exit 77; }

base=$(mktemp -d)
chmod 755 "$base"
host=$(hostname -s)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done
  wait 2>/dev/null
  rm -rf "$base"
}
trap finish EXIT
fail() {
  echo "failed: $1"
  tail -n 20 "$base"/log/*.log "$base"/work/results.slurm/*.log 2>/dev/null
  exit 1
}

mkdir -p "$base"/{munge,state,spool,log,work}
head -c 1024 /dev/urandom >"$base/munge/munge.key"
chmod 600 "$base/munge/munge.key"
chown -R munge:munge "$base/munge"
setpriv --reuid=munge --regid=munge --clear-groups munged --foreground --num-threads=2 \
  --key-file="$base/munge/munge.key" --socket="$base/munge/munge.socket" --pid-file="$base/munge/pid" \
  --log-file="$base/munge/log" --seed-file="$base/munge/seed" >"$base/log/munge.log" 2>&1 &
pids+=($!)

export SLURM_CONF=$base/slurm.conf
cat >"$SLURM_CONF" <<CONF
ClusterName=lab
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=16817
SlurmdPort=16818
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=socket=$base/munge/munge.socket
CryptoType=crypto/munge
StateSaveLocation=$base/state
SlurmdSpoolDir=$base/spool
SlurmctldPidFile=$base/slurmctld.pid
SlurmdPidFile=$base/slurmd.pid
SlurmctldLogFile=$base/log/slurmctld.log
SlurmdLogFile=$base/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,bf_interval=1
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
ReturnToService=2
SlurmdParameters=config_overrides
KillWait=2
NodeName=$host NodeAddr=127.0.0.1 Port=16818 CPUs=2 State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
CONF

# within SECONDS COMMAND…: until the command succeeds.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.5
  done
}
is_idle() { [ "$(sinfo -h -o %T)" = idle ]; }
is_over() { [ -z "$(squeue -h)" ]; }

within 30 test -S "$base/munge/munge.socket" || fail 'munged did not start'
slurmctld -D -f "$SLURM_CONF" >"$base/log/ctld.log" 2>&1 &
pids+=($!)
slurmd -D -f "$SLURM_CONF" -N "$host" >"$base/log/d.log" 2>&1 &
pids+=($!)
within 60 is_idle || fail 'the node did not come up'

cd "$base/work" || exit 1
cp "$root/test/slurm/churn.scn" .
lab() { node "$root/dist/cli.js" "$@"; }
lab run churn.scn --out whole --quiet || fail 'the run without Slurm'
lab slurm churn.scn --array-size 4 || fail 'policy-lab slurm'
within 300 is_over || fail 'the jobs did not end'
[ -f results/manifest.json ] || fail 'the merge job wrote no results'
diff -r --exclude=run.json whole results || fail 'the array gives other bytes'
echo "a job array of 4 tasks and its merge job give the bytes of one run: $(($(wc -l <results/coverage.csv) - 1)) cells"
