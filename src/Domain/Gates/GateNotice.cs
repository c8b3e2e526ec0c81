namespace Workflows.Domain.Gates;

/// <summary>What people are told of a gate.</summary>
/// <param name="GateId">The gate's instance.</param>
/// <param name="Kind">Why they are told.</param>
/// <param name="Number">Which notice of the gate it is, from 1: the same for every attempt to deliver it.</param>
/// <param name="Gate">The gate as it stood then.</param>
public sealed record GateNotice(string GateId, GateNoticeKind Kind, int Number, GateStatus Gate);
