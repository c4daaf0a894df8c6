"""What a load rehearsal measures: noted by recorders, sent as pulses, merged into a timeline."""

from scenarios.load.measures.histogram import Histogram
from scenarios.load.measures.pulse import Counts, Machine, Mistake, Outcome, Pulse, Tally
from scenarios.load.measures.recorder import Recorder
from scenarios.load.measures.timeline import Timeline

__all__ = ["Counts", "Histogram", "Machine", "Mistake", "Outcome", "Pulse", "Recorder", "Tally", "Timeline"]
